package io.darkroom.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key of its own for a gateway that speaks TLS, as PEM files, and clients that trust it.
 *
 * @param folder where the files are
 * @param trust a store that knows the certificate
 */
record TestCertificate(Path folder, KeyStore trust) {
  private static final char[] PASSWORD = "testing".toCharArray();

  /** Makes a key and a certificate for 127.0.0.1, signed by itself. */
  static TestCertificate create(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    Files.deleteIfExists(store);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IOException(said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    write(folder.resolve("key.pem"), "PRIVATE KEY", keys.getKey("gateway", PASSWORD).getEncoded());
    write(
        folder.resolve("certificate.pem"),
        "CERTIFICATE",
        keys.getCertificate("gateway").getEncoded());
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("gateway", keys.getCertificate("gateway"));
    return new TestCertificate(folder, trust);
  }

  /** What makes a gateway use it. */
  Map<String, String> settings() {
    return Map.of(
        "gateway.tls.certificate", certificate().toString(),
        "gateway.tls.key", folder.resolve("key.pem").toString());
  }

  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** For clients that trust this certificate and no other. */
  SSLContext context() throws GeneralSecurityException {
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  private static void write(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
