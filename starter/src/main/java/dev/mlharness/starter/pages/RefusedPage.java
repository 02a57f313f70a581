package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.Refused;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where the filters send what they refuse: a form that no page of these has sent, or nobody who has
 * signed in, and more requests than one person has.
 */
@PageController
class RefusedPage {
  static final String PATH = "/refused";
  private static final String WHY = RefusedPage.class.getName();

  /** Answers with the page that says so. */
  static void tooMany(HttpServletRequest request, HttpServletResponse response, int limit)
      throws ServletException, IOException {
    refuse(
        request,
        response,
        new Refused(
            HttpStatus.TOO_MANY_REQUESTS,
            "You have made more than %d requests in a minute. What you see may be old. Wait a minute, and close pages that you do not need: each asks for what is new."
                .formatted(limit)));
  }

  /** Answers with the page that says so: a form cannot wait until its sender has signed in. */
  static void notSignedIn(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    refuse(
        request,
        response,
        new Refused(
            HttpStatus.UNAUTHORIZED,
            "Your session had ended when this form arrived. Nothing was done. Sign in again in another tab, then go back here: what you typed is still there to be copied, and sent from a page opened anew."));
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response, Refused why)
      throws ServletException, IOException {
    request.setAttribute(WHY, why);
    request.getRequestDispatcher(PATH).forward(request, response);
  }

  @Allowed({})
  @RequestMapping(PATH)
  String refuse(HttpServletRequest request) {
    if (request.getAttribute(WHY) instanceof Refused refused) {
      throw refused;
    }
    throw request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof AccessDeniedException why
        ? why
        : new AccessDeniedException("This is not open.");
  }
}
