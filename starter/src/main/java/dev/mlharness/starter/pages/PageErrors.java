package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.ApiProperties;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Problems;
import dev.mlharness.starter.api.RefusalRecords;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** What went wrong, on a page: what, why, and what to do next. */
@Component
@OnPages
final class PageErrors implements HandlerExceptionResolver, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);

  private final PagePaths pages = new PagePaths();
  private final Problems problems;
  private final RefusalRecords refusals;
  private final Frame frame;
  private final Map<ApiRole, List<String>> groups;

  PageErrors(Problems problems, RefusalRecords refusals, Frame frame, ApiProperties properties) {
    this.problems = problems;
    this.frame = frame;
    this.refusals = refusals;
    this.groups = new TreeMap<>(properties.api().roles());
  }

  /** Before those that answer programs. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (!pages.matches(request)) {
      return null;
    }
    ModelAndView page =
        failure instanceof AccessDeniedException denied
            ? refused(request, denied)
            : failed(request, failure);
    // To a part of a page, as a part: a person who looks on must see why nothing moves.
    if (request.getHeader("HX-Request") != null) {
      page.setViewName("problem :: notice");
    }
    return frame.around(page, request);
  }

  private ModelAndView failed(HttpServletRequest request, Exception failure) {
    return problems
        .explain(failure)
        .map(
            problem ->
                page(HttpStatus.valueOf(problem.getStatus()), String.valueOf(problem.getDetail()))
                    .addObject("next", next(problem)))
        .orElseGet(() -> unexpected(request, failure));
  }

  private static @Nullable Object next(ProblemDetail problem) {
    return problem.getProperties() == null ? null : problem.getProperties().get("next");
  }

  private ModelAndView refused(HttpServletRequest request, AccessDeniedException denied) {
    Principal person = request.getUserPrincipal();
    String reason =
        denied instanceof CsrfException
            ? "This form was not sent by a page of this session. Nothing was done. Open the page anew and send it from there."
            : String.valueOf(denied.getMessage());
    refusals.add(person == null ? "somebody unknown" : person.getName(), request, reason);
    ModelAndView page = page(HttpStatus.FORBIDDEN, reason);
    page.addObject("groups", denied instanceof CsrfException ? Map.of() : groups);
    return page;
  }

  private static ModelAndView unexpected(HttpServletRequest request, Exception failure) {
    if (failure instanceof ErrorResponse known) {
      HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
      return page(
          status,
          status == HttpStatus.NOT_FOUND
              ? "There is no page at %s.".formatted(request.getRequestURI())
              : String.valueOf(known.getBody().getDetail()));
    }
    if (failure instanceof MethodArgumentTypeMismatchException field) {
      return page(
          HttpStatus.BAD_REQUEST,
          "Nothing was done: '%s' cannot be read as what '%s' must be. Go back and correct it."
              .formatted(field.getValue(), field.getName()));
    }
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return page(
        HttpStatus.INTERNAL_SERVER_ERROR, "This is a defect of these pages. The log says more.");
  }

  private static ModelAndView page(HttpStatus status, String said) {
    ModelAndView page = new ModelAndView("problem", status);
    page.addObject("status", status);
    page.addObject("said", said);
    return page;
  }
}
