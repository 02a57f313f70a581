package dev.mlharness.starter.way;

import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.promotion.ModelView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked about models in production. Of one that nobody knows, each says so. */
public interface Models {
  ModelView view(Named model);

  /** Null: none is known. */
  @Nullable Reign championAt(Named model, Instant then);

  /** The page of the model in the Temporal UI, where it is known. */
  Optional<String> page(Named model);

  /**
   * @param to which version; null: the former champion
   */
  RollbackResult rollback(Named model, @Nullable String to, Said said);

  ModelStatus adopt(Named model, Adoption adoption, Said said);

  Freeze freeze(FreezeScope scope, Said said);

  Freeze unfreeze(FreezeScope scope, Said said);

  /**
   * @param workspace null: the workers' default
   */
  record Named(String model, @Nullable String workspace) {}

  /**
   * @param person who says so, where that is not proven
   */
  record Said(Person person, @Nullable String comment) {}

  /**
   * @param endpoint null: none, a batch model
   * @param role null: the workers' default
   */
  record Adoption(String version, @Nullable String endpoint, @Nullable String role) {}

  /** One model, or one catalog, or everything. */
  record FreezeScope(
      @Nullable String model, @Nullable String catalog, @Nullable String workspace) {}
}
