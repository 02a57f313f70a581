package dev.mlharness.starter.pages;

import dev.mlharness.recipe.Digest;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * Parts of pages that keep themselves fresh. A part asks for its page again and says what it shows;
 * while nothing has changed, nothing is sent, so that whoever reads or types is left alone.
 */
final class Live {
  private Live() {}

  /**
   * @param view the template; its fragment {@code live} is the part
   * @param shown whatever the part shows, as JSON can say it
   */
  static ModelAndView page(String view, HttpServletRequest request, Object shown) {
    String mark = Digest.of(shown).substring(0, 16);
    if (request.getHeader("HX-Request") == null) {
      return new ModelAndView(view).addObject("mark", mark);
    }
    if (mark.equals(request.getParameter("seen"))) {
      ModelAndView nothing = new ModelAndView();
      nothing.setView(
          (model, asked, response) -> response.setStatus(HttpStatus.NO_CONTENT.value()));
      return nothing;
    }
    return new ModelAndView(view + " :: live").addObject("mark", mark);
  }
}
