package dev.mlharness.recipe;

import dev.mlharness.recipe.ReceiverName.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what. Exactly one of {@code slack}, {@code teams}, {@code email} and {@code
 * cloudevents} is set: the name of a configured receiver of that kind.
 */
public record NotifySpec(
    @Nullable String slack,
    @Nullable String teams,
    @Nullable String email,
    @Nullable String cloudevents,
    List<Occasion> on) {
  public NotifySpec {
    on = List.copyOf(on);
  }

  public ReceiverName receiver() {
    if (slack != null) {
      return new ReceiverName(Kind.SLACK, slack);
    }
    if (teams != null) {
      return new ReceiverName(Kind.TEAMS, teams);
    }
    return email != null
        ? new ReceiverName(Kind.EMAIL, email)
        : new ReceiverName(Kind.CLOUDEVENTS, String.valueOf(cloudevents));
  }
}
