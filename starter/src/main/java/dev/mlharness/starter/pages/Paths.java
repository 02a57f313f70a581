package dev.mlharness.starter.pages;

import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** Where to look after something was done. */
final class Paths {
  private Paths() {}

  /** See the page of a path; what fills its variables is encoded. */
  static RedirectView redirect(String path, Object... variables) {
    RedirectView seeOther =
        new RedirectView(
            UriComponentsBuilder.fromPath(path).encode().buildAndExpand(variables).toUriString());
    seeOther.setStatusCode(org.springframework.http.HttpStatus.SEE_OTHER);
    seeOther.setExpandUriTemplateVariables(false);
    return seeOther;
  }
}
