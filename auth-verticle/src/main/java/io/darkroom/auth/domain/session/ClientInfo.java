package io.darkroom.auth.domain.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who is asking, as far as can be seen; shown in the list of sessions so that people recognise
 * them.
 *
 * @param address the network address, without port; {@code unknown} when there is none
 * @param userAgent what the client calls itself, cut to 200 characters
 */
public record ClientInfo(String address, Optional<String> userAgent) {
  private static final int MAX_USER_AGENT = 200;
  private static final int NETWORK_BYTES = 8;
  private static final String UNKNOWN = "unknown";

  public ClientInfo {
    address = literal(address).map(InetAddress::getHostAddress).orElse(UNKNOWN);
    userAgent = userAgent.map(ClientInfo::printable).filter(text -> !text.isEmpty());
  }

  /** What to count tries by: the address, or for IPv6 the /64 network one customer is given. */
  public String network() {
    return literal(address)
        .filter(Inet6Address.class::isInstance)
        .map(v6 -> HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES)))
        .orElse(address);
  }

  // Never resolves names: only literals are read.
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text.strip()));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "").strip();
    return clean.substring(0, Math.min(clean.length(), MAX_USER_AGENT));
  }
}
