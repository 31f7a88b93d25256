package io.darkroom.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a picture or its metadata name, nothing outside of its bytes is looked at. */
class ReachingOutTest {
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    server.setSoTimeout(1);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @OnEveryEngine
  void metadataMakeNoConnection(ImageEngine engine) throws IOException {
    String address = "http://127.0.0.1:" + server.getLocalPort() + "/";
    List<String> packets =
        List.of(
            "<!DOCTYPE x SYSTEM '" + address + "'><x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
            "<!DOCTYPE x [<!ENTITY % e SYSTEM '" + address + "'>%e;]><x/>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM '" + address + "'>]><x>&e;</x>");
    for (String packet : packets) {
      byte[] file = withXmp(packet);

      engine.inspect(ImageSource.of(ByteBuffer.wrap(file)), RenderOptions.defaults());
      engine.render(
          ImageSource.of(ByteBuffer.wrap(file)),
          Recipes.parseText("resize:20x/jpeg:meta=keep"),
          RenderOptions.defaults());

      assertNobodyCame();
    }
  }

  @OnEveryEngine
  void drawingsLookAtNoFileAndMakeNoConnection(ImageEngine engine, @TempDir Path folder)
      throws IOException {
    Path secret = folder.resolve("secret.png");
    Files.write(secret, Fixtures.encoded(Fixtures.picture(40, 40), "png"));
    String address = "http://127.0.0.1:" + server.getLocalPort() + "/a.png";
    BufferedImage plain = drawn(engine, "");
    if (plain == null) {
      return; // a lane that reads no drawings
    }
    for (String reference : List.of(secret.toUri().toString(), secret.toString(), address)) {
      BufferedImage drawn =
          drawn(engine, "<image width='40' height='40' href='" + reference + "'/>");

      assertThat(Fixtures.difference(drawn, plain)).isZero();
      assertNobodyCame();
    }
  }

  private static BufferedImage drawn(ImageEngine engine, String inside) {
    byte[] svg =
        ("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'>" + inside + "</svg>")
            .getBytes(UTF_8);
    try {
      return Fixtures.decoded(
          engine.render(
              ImageSource.of(ByteBuffer.wrap(svg)),
              Recipes.parseText("png"),
              RenderOptions.defaults()));
    } catch (FailureException unreadable) {
      return null;
    }
  }

  /** A connection that was tried would wait to be accepted, even when nobody answered it. */
  private void assertNobodyCame() {
    assertThatThrownBy(() -> server.accept().close()).isInstanceOf(SocketTimeoutException.class);
  }

  private static byte[] withXmp(String packet) throws IOException {
    byte[] jpeg = Fixtures.jpeg(40, 30);
    byte[] data = ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(UTF_8);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(new byte[] {(byte) 0xff, (byte) 0xe1});
    file.write(new byte[] {(byte) ((data.length + 2) >> 8), (byte) (data.length + 2)});
    file.write(data);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }
}
