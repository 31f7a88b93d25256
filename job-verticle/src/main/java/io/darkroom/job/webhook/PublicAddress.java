package io.darkroom.job.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses anybody may reach from those inside some network. */
final class PublicAddress {
  private PublicAddress() {}

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address v4 -> isPublic4(v4.getAddress(), 0);
      case Inet6Address v6 -> isPublic6(v6.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] bytes, int at) {
    int a = bytes[at] & 0xff;
    int b = bytes[at + 1] & 0xff;
    int c = bytes[at + 2] & 0xff;
    return a != 0
        && a != 10
        && a != 127
        && a < 224
        && !(a == 100 && b >= 64 && b < 128)
        && !(a == 169 && b == 254)
        && !(a == 172 && b >= 16 && b < 32)
        && !(a == 192 && b == 168)
        && !(a == 192 && b == 0 && (c == 0 || c == 2))
        && !(a == 198 && (b == 18 || b == 19))
        && !(a == 198 && b == 51 && c == 100)
        && !(a == 203 && b == 0 && c == 113);
  }

  private static boolean isPublic6(byte[] bytes) {
    int head = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    if (head == 0x2002) {
      return isPublic4(bytes, 2); // 6to4 carries an IPv4 address
    }
    if (head == 0x0064 || head == 0x0100) {
      return false; // translated and discarded addresses
    }
    boolean documentation = head == 0x2001 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8;
    boolean teredo = head == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
    return (head & 0xe000) == 0x2000 && !documentation && !teredo;
  }
}
