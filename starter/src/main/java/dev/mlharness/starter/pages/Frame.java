package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.ApiRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** What is around each page: who looks, and where else to go. */
@Component
@OnPages
final class Frame implements HandlerInterceptor {
  /** In the order in which they stand in the navigation. */
  private static final List<Area> AREAS =
      List.of(
          new Area("/", "Pipelines", "pipelines", ApiRole.READER),
          new Area("/models", "Models", "models", ApiRole.READER),
          new Area("/lineage", "Lineage", "lineage", ApiRole.READER),
          new Area("/schedules", "Schedules", "schedules", ApiRole.READER),
          new Area("/identities", "Identities", "identities", ApiRole.AUDITOR));

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && handler instanceof HandlerMethod) {
      around(page, request);
    }
  }

  /** For a page that no controller has made. */
  ModelAndView around(ModelAndView page, HttpServletRequest request) {
    String view = String.valueOf(page.getViewName());
    return view.startsWith("redirect:")
        ? page
        : page.addObject("person", Person.of(request.getUserPrincipal())).addObject("areas", AREAS);
  }

  /**
   * A place in the navigation.
   *
   * @param id by which a page says that it belongs there
   * @param role of those to whom it is open
   */
  public record Area(String path, String title, String id, ApiRole role) {}
}
