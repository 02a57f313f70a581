package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.Allowed;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the filters send what they refuse, as a form that no page of these has sent. */
@PageController
class RefusedPage {
  static final String PATH = "/refused";

  @Allowed({})
  @RequestMapping(PATH)
  String refuse(HttpServletRequest request) {
    throw request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof AccessDeniedException why
        ? why
        : new AccessDeniedException("This is not open.");
  }
}
