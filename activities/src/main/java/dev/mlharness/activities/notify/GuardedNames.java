package dev.mlharness.activities.notify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up, once, and gives out only addresses that may be called: the connection is made to
 * one of these, so that a name that means something else a moment later is of no use.
 */
final class GuardedNames implements DnsResolver {
  private final Predicate<InetAddress> permitted;
  private final DnsResolver names;

  /**
   * @param names who knows addresses
   */
  GuardedNames(Predicate<InetAddress> permitted, DnsResolver names) {
    this.permitted = permitted;
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    if (addresses == null || addresses.length == 0) {
      throw new UnknownHostException("it has no address");
    }
    for (InetAddress address : addresses) {
      if (!permitted.test(address)) {
        throw new RefusedAddressException(address.getHostAddress());
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** A name leads where no message may go. */
  static final class RefusedAddressException extends UnknownHostException {
    RefusedAddressException(String address) {
      super(address);
    }
  }
}
