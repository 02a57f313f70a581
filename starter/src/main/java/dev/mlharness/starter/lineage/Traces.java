package dev.mlharness.starter.lineage;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a worker for the way from a model or an endpoint back to its recipe. */
public final class Traces {
  private static final Pattern MODEL = Pattern.compile("([^@/]+)(?:@([^@/]+)|/(\\d+))?");
  private static final Pattern VERSION = Pattern.compile("\\d+");

  private Traces() {}

  /**
   * Where a trace begins, as people write it.
   *
   * @param workspace null: the worker's default workspace
   * @param model {@code MODEL}, {@code MODEL@ALIAS} or {@code MODEL/VERSION}
   * @throws CommandFailure when it is none of them, or not exactly one of model and endpoint is
   *     given
   */
  public static TraceTarget target(
      @Nullable String workspace, @Nullable String model, @Nullable String endpoint) {
    if ((model == null) == (endpoint == null)) {
      throw CommandFailure.usage(
          "a trace begins at a model or at an endpoint: give one of them",
          "./harness trace main.demo.model@champion, or ./harness trace --endpoint NAME");
    }
    if (model == null) {
      return new TraceTarget(workspace, endpoint, null, null, null);
    }
    Matcher matcher = MODEL.matcher(model);
    if (!matcher.matches()) {
      throw CommandFailure.usage(
          "'" + model + "' is not MODEL, MODEL@ALIAS or MODEL/VERSION", null);
    }
    return new TraceTarget(workspace, null, matcher.group(1), matcher.group(3), matcher.group(2));
  }

  /**
   * The other side of a comparison, as people write it.
   *
   * @param model as of {@link #target}, or {@code VERSION} or {@code @ALIAS} of the first model
   * @throws CommandFailure when it is none of them
   */
  public static TraceTarget other(TraceTarget first, String model) {
    boolean version = VERSION.matcher(model).matches();
    boolean alias = model.startsWith("@");
    String whole = version ? first.model() + "/" + model : alias ? first.model() + model : model;
    return target(first.workspace(), whole, null);
  }

  /**
   * @param memo by which whoever asks proves who they are, to the workflow of this id
   * @throws CommandFailure when no worker answers in time
   */
  public static Lineage ask(
      Temporal temporal, TraceTarget target, Function<String, Map<String, Object>> memo) {
    return Questions.ask(
        temporal,
        "Trace",
        "trace of " + (target.endpoint() == null ? target.model() : target.endpoint()),
        target,
        Lineage.class,
        memo);
  }
}
