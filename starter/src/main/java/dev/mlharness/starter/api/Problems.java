package dev.mlharness.starter.api;

import dev.mlharness.access.FailureType;
import dev.mlharness.recipe.RecipeProblems;
import dev.mlharness.starter.connection.TemporalFailures;
import dev.mlharness.starter.console.CommandFailure;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.failure.ApplicationFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What went wrong, as RFC 9457 wants it told. The one place where failures become answers. */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String SOON = "2";

  /** For whom the API itself turns away; not for a role that a workflow could do nothing with. */
  private static final String WHO = "./harness whoami shows your roles";

  private final RefusalRecords records;

  Problems(RefusalRecords records) {
    this.records = records;
  }

  /** What an answer would say of a failure; empty when nobody thought of it. */
  public Optional<ProblemDetail> explain(Exception failure) {
    Optional<ResponseEntity<Object>> answer =
        failure instanceof Refused refused
            ? Optional.of(refused(refused))
            : failure instanceof RecipeProblems recipe
                ? Optional.of(recipe(recipe))
                : failure instanceof CommandFailure command
                    ? Optional.of(command(command))
                    : failure instanceof WorkflowException temporal
                        ? Optional.of(temporal(temporal))
                        : failure instanceof ScheduleException schedule
                            ? Optional.of(schedule(schedule))
                            : failure instanceof StatusRuntimeException unreachable
                                ? Optional.of(unreachable(unreachable))
                                : Optional.empty();
    return answer.map(ResponseEntity::getBody).map(ProblemDetail.class::cast);
  }

  /** For what fails before a controller is reached. */
  static void write(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    JsonBodies.WRITER.writeValue(
        response.getOutputStream(),
        status == HttpStatus.FORBIDDEN
            ? forbidden(detail)
            : ProblemDetail.forStatusAndDetail(status, detail));
  }

  @ExceptionHandler
  ResponseEntity<Object> recipe(RecipeProblems recipe) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNPROCESSABLE_CONTENT, "The recipe cannot run. Nothing was started.");
    problem.setProperty("problems", recipe.problems());
    return answer(problem);
  }

  @ExceptionHandler
  ResponseEntity<Object> tooLarge(JsonBodies.TooLarge body) {
    return answer(HttpStatus.CONTENT_TOO_LARGE, String.valueOf(body.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(Refused refused) {
    return answer(refused.status(), String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Object> denied(AccessDeniedException denied, HttpServletRequest request) {
    String who = request.getUserPrincipal() == null ? "" : request.getUserPrincipal().getName();
    records.add(who, request, String.valueOf(denied.getMessage()));
    return answer(forbidden(String.valueOf(denied.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<Object> started(WorkflowExecutionAlreadyStarted started) {
    return TemporalFailures.explain(started)
        .map(failure -> answer(HttpStatus.CONFLICT, failure))
        .orElseThrow(() -> started);
  }

  @ExceptionHandler
  ResponseEntity<Object> command(CommandFailure failure) {
    HttpStatus status =
        switch (failure.reason()) {
          case MISSING -> HttpStatus.NOT_FOUND;
          case BUSY -> HttpStatus.CONFLICT;
          case OTHER ->
              switch (failure.exitCode()) {
                case USAGE -> HttpStatus.BAD_REQUEST;
                case REJECTED_OR_HELD -> HttpStatus.FORBIDDEN;
                case FAILED, DONE -> HttpStatus.SERVICE_UNAVAILABLE;
              };
        };
    return answer(status, failure);
  }

  @ExceptionHandler
  ResponseEntity<Object> temporal(WorkflowException failure) {
    return explained(failure);
  }

  @ExceptionHandler
  ResponseEntity<Object> unreachable(StatusRuntimeException failure) {
    return explained(failure);
  }

  @ExceptionHandler
  ResponseEntity<Object> schedule(ScheduleException failure) {
    return explained(failure);
  }

  /** A query that is none, or a parameter with a name that nobody needs. */
  @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
  ResponseEntity<Object> unreadable(RuntimeException request) {
    return answer(HttpStatus.BAD_REQUEST, "The query cannot be read.");
  }

  /** Whatever nobody thought of: a defect of ours, which the log tells and the answer does not. */
  @ExceptionHandler
  ResponseEntity<Object> defect(RuntimeException defect, HttpServletRequest request) {
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), defect);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR, "This is a defect of the API. Its log says more.");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      org.springframework.http.HttpStatusCode status,
      WebRequest request) {
    return answer(HttpStatus.BAD_REQUEST, String.valueOf(unreadable.getMessage()));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      org.springframework.http.HttpStatusCode status,
      WebRequest request) {
    boolean answered =
        request instanceof ServletWebRequest servlet
            && servlet.getResponse() != null
            && servlet.getResponse().isCommitted();
    HttpHeaders told = new HttpHeaders(headers);
    told.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return answered ? null : super.handleExceptionInternal(failure, body, told, status, request);
  }

  private static HttpStatus status(Exception failure) {
    if (failure instanceof WorkflowNotFoundException) {
      return HttpStatus.NOT_FOUND;
    }
    if (TemporalFailures.passing(failure)) {
      return HttpStatus.SERVICE_UNAVAILABLE;
    }
    if (TemporalFailures.code(failure) == Code.INVALID_ARGUMENT) {
      return HttpStatus.BAD_REQUEST;
    }
    return type(failure)
        .map(
            type ->
                switch (type) {
                  case ACCESS_DENIED -> HttpStatus.FORBIDDEN;
                  case RECIPE_INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                  case NOT_FOUND -> HttpStatus.NOT_FOUND;
                  case CONFLICT -> HttpStatus.CONFLICT;
                  case HELD, UNAVAILABLE, IDENTITY_REVOKED -> HttpStatus.SERVICE_UNAVAILABLE;
                })
        .orElse(HttpStatus.CONFLICT);
  }

  private static Optional<FailureType> type(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure application) {
        String named = application.getType();
        return Arrays.stream(FailureType.values())
            .filter(type -> type.name().equals(named))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static ResponseEntity<Object> explained(Exception failure) {
    return TemporalFailures.explain(failure)
        .map(command -> answer(status(failure), command))
        .orElseGet(() -> answer(status(failure), String.valueOf(failure.getMessage())));
  }

  private static ProblemDetail forbidden(String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, detail);
    problem.setProperty("next", WHO);
    return problem;
  }

  private static ResponseEntity<Object> answer(HttpStatus status, CommandFailure failure) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(status, String.valueOf(failure.getMessage()));
    if (failure.next() != null) {
      problem.setProperty("next", failure.next());
    }
    return answer(problem);
  }

  private static ResponseEntity<Object> answer(HttpStatus status, String detail) {
    return answer(ProblemDetail.forStatusAndDetail(status, detail));
  }

  private static ResponseEntity<Object> answer(ProblemDetail problem) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      answer.header(HttpHeaders.RETRY_AFTER, SOON);
    }
    return answer.body(problem);
  }
}
