package dev.mlharness.starter.api.hooks;

import dev.mlharness.payload.Payloads;
import dev.mlharness.promotion.RollbackRequest;
import dev.mlharness.starter.api.ApiProperties.Rule;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.LastRecipes;
import dev.mlharness.starter.api.RecipeBody;
import dev.mlharness.starter.api.Refused;
import dev.mlharness.starter.api.RollbackOrders;
import dev.mlharness.starter.api.Starts;
import dev.mlharness.starter.api.Texts;
import dev.mlharness.starter.pipelines.PipelineNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What follows from a delivery by a rule. */
@Component
final class Following {
  private final Starts starts;
  private final LastRecipes last;
  private final RollbackOrders orders;

  Following(Starts starts, LastRecipes last, RollbackOrders orders) {
    this.starts = starts;
    this.last = last;
    this.orders = orders;
  }

  /**
   * @param said to the sender
   * @param fresh false when it had followed already
   */
  record Followed(Object said, boolean fresh) {}

  Followed of(Caller hook, Delivery delivery, Rule rule) throws IOException {
    if (rule.run() != null) {
      return run(hook, delivery, rule, rule.run());
    }
    if (rule.retrain() != null) {
      return retrained(hook, delivery, rule, named(delivery, rule.retrain()));
    }
    if (rule.redeploy() != null) {
      return redeployed(hook, delivery, rule, named(delivery, rule.redeploy()));
    }
    String model = named(delivery, Objects.requireNonNull(rule.rollback(), "one of the four"));
    return ordered(hook, delivery, request(hook, delivery, rule, model, null, false));
  }

  private Followed run(Caller hook, Delivery delivery, Rule rule, Path recipe) throws IOException {
    RecipeBody body =
        new RecipeBody(
            Payloads.mapper().getNodeFactory().textNode(Files.readString(recipe)),
            rule.target(),
            delivery.edits(rule));
    return followed(starts.start(hook, body.prepare(), null, delivery.id()));
  }

  /** The id is the delivery's, whichever recipe was deployed meanwhile. */
  private Followed retrained(Caller hook, Delivery delivery, Rule rule, String model) {
    RecipeBody body = new RecipeBody(last.of(model, rule.workspace()), null, delivery.edits(rule));
    return followed(
        starts.once(
            hook, body.prepare(), PipelineNames.ofRequest(model, hook.subject(), delivery.id())));
  }

  /** Without a version, the one that the event names; if it names none, the newest. */
  private Followed redeployed(Caller hook, Delivery delivery, Rule rule, String named) {
    int slash = named.lastIndexOf('/');
    if (slash < 0) {
      String version = delivery.versionOf(named).orElse(null);
      return ordered(
          hook, delivery, request(hook, delivery, rule, named, version, version == null));
    }
    if (slash == 0 || slash == named.length() - 1) {
      throw new Refused(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "'%s' is neither MODEL/VERSION nor MODEL: which version shall be deployed again?"
              .formatted(named));
    }
    return ordered(
        hook,
        delivery,
        request(
            hook, delivery, rule, named.substring(0, slash), named.substring(slash + 1), false));
  }

  private static RollbackRequest request(
      Caller hook,
      Delivery delivery,
      Rule rule,
      String model,
      @Nullable String version,
      boolean newest) {
    String why =
        delivery.event().isEmpty()
            ? "delivery " + delivery.named()
            : "delivery %s of %s".formatted(delivery.named(), delivery.event());
    return new RollbackRequest(rule.workspace(), model, version, newest, hook.name(), why);
  }

  private Followed ordered(Caller hook, Delivery delivery, RollbackRequest request) {
    RollbackOrders.Ordered order = orders.order(hook, request, delivery.id());
    return new Followed(order, order.fresh());
  }

  private static Followed followed(Starts.Started started) {
    return new Followed(started, started.fresh());
  }

  private static String named(Delivery delivery, String text) {
    return Texts.name("The model", delivery.text(text));
  }
}
