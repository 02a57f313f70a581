package dev.mlharness.sandbox.faults;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Closes connections without an answer. No servlet can do that, so it is done at Tomcat's own
 * level, for requests that carry a mark.
 */
@Component
class DroppedConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final String MARK = DroppedConnections.class.getName();

  static void drop(ServletRequest request) {
    request.setAttribute(MARK, true);
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(new Dropper());
  }

  private static final class Dropper extends ValveBase {

    Dropper() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      getNext().invoke(request, response);
      if (request.getAttribute(MARK) != null) {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
      }
    }
  }
}
