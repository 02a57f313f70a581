package dev.mlharness.sandbox.idp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.util.HtmlUtils;

/** What people see who confirm a program's code. */
final class DevicePages {
  private DevicePages() {}

  static void code(HttpServletRequest request, HttpServletResponse response) throws IOException {
    page(
        response,
        HttpServletResponse.SC_OK,
        """
        <h1>Sign in a program</h1>
        <p>Type the code that the program shows you.</p>
        <form action="%s">
          <label>Code <input name="user_code" value="%s" required autofocus autocomplete="off"></label>
          <button>Go on</button>
        </form>
        """
            .formatted(
                DeviceFlow.VERIFICATION, parameter(request, OAuth2ParameterNames.USER_CODE)));
  }

  static void consent(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String scopes =
        Arrays.stream(String.valueOf(request.getParameter(OAuth2ParameterNames.SCOPE)).split(" "))
            .map(
                scope ->
                    "<input type=\"hidden\" name=\"scope\" value=\"%s\">"
                        .formatted(HtmlUtils.htmlEscape(scope)))
            .collect(Collectors.joining());
    String asked =
        hidden(request, OAuth2ParameterNames.CLIENT_ID)
            + hidden(request, OAuth2ParameterNames.STATE)
            + hidden(request, OAuth2ParameterNames.USER_CODE);
    page(
        response,
        HttpServletResponse.SC_OK,
        """
        <h1>May %1$s act as %2$s?</h1>
        <p>It shows the code <strong>%3$s</strong>. If you did not start it yourself, deny.</p>
        <form method="post" action="%4$s">%5$s%6$s<button>Allow</button></form>
        <form method="post" action="%4$s">%5$s<button>Deny</button></form>
        """
            .formatted(
                parameter(request, OAuth2ParameterNames.CLIENT_ID),
                HtmlUtils.htmlEscape(String.valueOf(request.getRemoteUser())),
                parameter(request, OAuth2ParameterNames.USER_CODE),
                DeviceFlow.VERIFICATION,
                asked,
                scopes));
  }

  static void confirmed(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws IOException {
    page(
        response,
        HttpServletResponse.SC_OK,
        "<h1>Done</h1><p>The program goes on. You can close this page.</p>");
  }

  static void refused(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    boolean denied =
        refusal instanceof OAuth2AuthenticationException known
            && known.getError().getErrorCode().equals(OAuth2ErrorCodes.ACCESS_DENIED);
    page(
        response,
        denied ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST,
        denied
            ? "<h1>Denied</h1><p>The program gets nothing.</p>"
            : "<h1>No such code</h1><p>It is mistyped, used, or too old. Start the program again.</p>");
  }

  private static String hidden(HttpServletRequest request, String name) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(name, parameter(request, name));
  }

  private static String parameter(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : HtmlUtils.htmlEscape(value);
  }

  private static void page(HttpServletResponse response, int status, String body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    response
        .getWriter()
        .write(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sign in</title>"
                + "<main>"
                + body
                + "</main></html>");
  }
}
