package dev.mlharness.starter.way;

import dev.mlharness.access.Access;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.AdoptOrder;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.ModelQuestion;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.Scope;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.promotion.ModelView;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Models as entities. */
final class TemporalModels implements Models {
  private final Temporal temporal;
  private final Surroundings surroundings;
  private final Entities entities;
  private final Map<Named, ModelKey> keys = new HashMap<>();

  TemporalModels(Temporal temporal, Surroundings surroundings) {
    this.temporal = temporal;
    this.surroundings = surroundings;
    this.entities = new Entities(temporal.client(), TaskQueues.HARNESS);
  }

  @Override
  public ModelView view(Named model) {
    return known(model, key -> ModelView.of(entities, key));
  }

  @Override
  public @Nullable Reign championAt(Named model, Instant then) {
    return known(model, key -> entities.known(key).championAt(then));
  }

  @Override
  public Optional<String> page(Named model) {
    return temporal.page(key(model).workflowId());
  }

  @Override
  public RollbackResult rollback(Named model, @Nullable String to, Said said) {
    RollbackOrder order = new RollbackOrder(to, by(said), said.comment());
    return known(model, key -> entities.known(key).rollback(order));
  }

  @Override
  public ModelStatus adopt(Named model, Adoption adoption, Said said) {
    Access access = access(model.workspace(), adoption.role());
    return entities.adopt(
        new ModelKey(access.workspace(), model.model()),
        new AdoptOrder(access, adoption.version(), adoption.endpoint(), by(said), said.comment()));
  }

  @Override
  public Freeze freeze(FreezeScope scope, Said said) {
    return entities.freeze(order(scope, said));
  }

  @Override
  public Freeze unfreeze(FreezeScope scope, Said said) {
    return entities.unfreeze(order(scope, said));
  }

  private FreezeOrder order(FreezeScope scope, Said said) {
    return new FreezeOrder(scope(scope), by(said), String.valueOf(said.comment()));
  }

  private Scope scope(FreezeScope scope) {
    if (scope.model() != null) {
      return Scope.of(key(new Named(scope.model(), scope.workspace())));
    }
    String where = scope.workspace() == null ? null : access(scope.workspace(), null).workspace();
    return new Scope(where, scope.catalog(), null);
  }

  private String by(Said said) {
    return said.person().name(surroundings);
  }

  private <T> T known(Named model, Function<ModelKey, T> question) {
    try {
      return question.apply(key(model));
    } catch (WorkflowNotFoundException e) {
      throw UnknownModel.of(model.model(), e);
    }
  }

  private ModelKey key(Named model) {
    return keys.computeIfAbsent(
        model, named -> new ModelKey(access(named.workspace(), null).workspace(), named.model()));
  }

  /** As the worker's configuration names it. */
  private Access access(@Nullable String workspace, @Nullable String role) {
    return Questions.ask(
        temporal,
        "FindModel",
        "which workspace and role",
        new ModelQuestion(workspace, role),
        Access.class);
  }
}
