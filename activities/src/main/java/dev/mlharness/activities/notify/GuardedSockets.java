package dev.mlharness.activities.notify;

import dev.mlharness.activities.notify.GuardedNames.RefusedAddressException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Makes connections only to addresses that may be called, whatever name led to them. */
final class GuardedSockets extends SocketFactory {
  private final Predicate<InetAddress> permitted;

  GuardedSockets(Predicate<InetAddress> permitted) {
    this.permitted = permitted;
  }

  @Override
  public Socket createSocket() {
    return new Guarded();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  /** What it is given to connect to is an address already: no name is looked up again. */
  private final class Guarded extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress inet) || inet.isUnresolved()) {
        throw new UnknownHostException("it has no address");
      }
      if (!permitted.test(inet.getAddress())) {
        throw new RefusedAddressException(inet.getAddress().getHostAddress());
      }
      super.connect(endpoint, timeout);
    }
  }
}
