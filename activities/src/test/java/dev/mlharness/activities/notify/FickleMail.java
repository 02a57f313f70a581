package dev.mlharness.activities.notify;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mail server that can be told what not to take. */
final class FickleMail extends GreenMail {
  private final Map<String, String> replies = new ConcurrentHashMap<>();

  FickleMail() {
    super(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  /** Answers commands that begin so with this. */
  void replies(String command, String reply) {
    replies.put(command, reply);
  }

  /** Closes the connection at commands that begin so. */
  void hangsUpAt(String command) {
    replies.put(command, "");
  }

  void takesEverything() {
    replies.clear();
  }

  @Override
  protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
    Map<String, AbstractServer> services = super.createServices(setups, managers);
    services.replaceAll((protocol, server) -> new Server(server.getServerSetup(), managers));
    return services;
  }

  private final class Server extends SmtpServer {
    Server(ServerSetup setup, Managers managers) {
      super(setup, managers);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket socket) {
      return new SmtpHandler(new Commands(), managers.getSmtpManager(), socket);
    }
  }

  private final class Commands extends SmtpCommandRegistry {
    @Override
    public SmtpCommand getCommand(String name) {
      return new Command(super.getCommand(name));
    }
  }

  private final class Command extends SmtpCommand {
    private final SmtpCommand usual;

    Command(SmtpCommand usual) {
      this.usual = usual;
    }

    @Override
    public void execute(
        SmtpConnection connection, SmtpState state, SmtpManager manager, String line)
        throws IOException {
      String reply =
          replies.entrySet().stream()
              .filter(each -> line.startsWith(each.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      if (reply == null) {
        usual.execute(connection, state, manager, line);
      } else if (reply.isEmpty()) {
        connection.quit();
      } else {
        connection.send(reply);
      }
    }
  }
}
