package dev.mlharness.starter.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mlharness.access.Access;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelQuestion;
import dev.mlharness.starter.connection.Questions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which workspace and role are meant where none is named. Only workers know; what they said is
 * remembered for a while, as it takes them a workflow to say it.
 */
@Component
public final class ModelKeys {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  private final TemporalConnection temporal;
  private final Cache<ModelQuestion, Access> answers =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

  ModelKeys(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  /**
   * @param workspace null: the workers' default
   */
  public ModelKey of(String model, @Nullable String workspace) {
    return new ModelKey(access(workspace, null).workspace(), Texts.name("The model", model));
  }

  /**
   * @param role null: the workers' default
   */
  Access access(@Nullable String workspace, @Nullable String role) {
    return answers.get(
        new ModelQuestion(Texts.optional("workspace", workspace), Texts.optional("role", role)),
        question ->
            Questions.ask(
                temporal.temporal(),
                "FindModel",
                "which workspace and role",
                question,
                Access.class));
  }
}
