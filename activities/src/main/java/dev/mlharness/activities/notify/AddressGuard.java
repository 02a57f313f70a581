package dev.mlharness.activities.notify;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses messages may go to: those of the public internet, and those that the operator
 * allows. What is judged is the address that is connected to, never a name.
 */
public final class AddressGuard {
  /** What IANA reserves for special purposes, multicast included. */
  private static final List<IPAddress> SPECIAL =
      blocks(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // Tunnels and translations among them, which would lead to any of the above.
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20"));

  /** All of IPv6 that is given out for the public internet. */
  private static final List<IPAddress> PUBLIC_IPV6 = blocks(List.of("2000::/3"));

  private final List<IPAddress> allowed;

  /**
   * @param allowed blocks such as {@code 10.1.0.0/16}
   * @throws IllegalArgumentException naming one that is none
   */
  public AddressGuard(List<String> allowed) {
    this.allowed = blocks(allowed);
  }

  /** Whether messages may go there. */
  boolean permits(InetAddress address) {
    return isAllowed(address) || isPublic(address(address));
  }

  /** Whether the operator named it. */
  boolean isAllowed(InetAddress address) {
    return in(allowed, address(address));
  }

  private static boolean isPublic(IPAddress address) {
    return !in(SPECIAL, address) && (address.isIPv4() || in(PUBLIC_IPV6, address));
  }

  /** One that stands for an IPv4 address counts as that; through which interface does not. */
  private static IPAddress address(InetAddress address) {
    IPAddress read =
        new IPAddressString(address.getHostAddress().replaceFirst("%.*$", "")).getAddress();
    return read.isIPv6() && read.toIPv6().isIPv4Mapped()
        ? read.toIPv6().getEmbeddedIPv4Address()
        : read;
  }

  private static boolean in(List<IPAddress> blocks, IPAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private static List<IPAddress> blocks(List<String> texts) {
    return texts.stream().map(AddressGuard::block).toList();
  }

  private static IPAddress block(String text) {
    IPAddress block = new IPAddressString(text).getAddress();
    if (block == null || text.isBlank() || text.contains("*")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no block of addresses, as in 10.1.0.0/16 or ::1");
    }
    return block.isPrefixed() ? block.toPrefixBlock() : block;
  }
}
