package dev.mlharness.starter.way;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.CommandFailure.Reason;
import dev.mlharness.starter.promotion.ModelView;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models through the API. */
record ApiModels(ApiClient api) implements Models {
  @Override
  public ModelView view(Named model) {
    JsonNode found = known(model, () -> api.get(path(model, "").toString(), JsonNode.class));
    return new ModelView(
        Payloads.mapper().convertValue(found, ModelStatus.class),
        List.of(Payloads.mapper().convertValue(found.path("history"), Reign[].class)),
        List.of(Payloads.mapper().convertValue(found.path("freezes"), Freeze[].class)));
  }

  @Override
  public @Nullable Reign championAt(Named model, Instant then) {
    ModelView unused = view(model); // Fails when nobody knows the model.
    try {
      return api.get(path(model, "champion").with("at", then).toString(), Reign.class);
    } catch (CommandFailure e) {
      if (e.reason() == Reason.MISSING) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public Optional<String> page(Named model) {
    return Optional.empty(); // The API does not know where the Temporal UI is.
  }

  @Override
  public RollbackResult rollback(Named model, @Nullable String to, Said said) {
    Map<String, Object> body = body(said);
    if (to != null) {
      body.put("to", to);
    }
    return known(
        model, () -> api.post(path(model, "rollback").toString(), body, RollbackResult.class));
  }

  @Override
  public ModelStatus adopt(Named model, Adoption adoption, Said said) {
    Map<String, Object> body = body(said);
    body.put("version", adoption.version());
    put(body, "endpoint", adoption.endpoint());
    put(body, "role", adoption.role());
    return api.post(path(model, "adopt").toString(), body, ModelStatus.class);
  }

  @Override
  public Freeze freeze(FreezeScope scope, Said said) {
    return api.post("/v1/freezes", body(scope, said), Freeze.class);
  }

  @Override
  public Freeze unfreeze(FreezeScope scope, Said said) {
    return api.post("/v1/freezes/lift", body(scope, said), Freeze.class);
  }

  private static Map<String, Object> body(FreezeScope scope, Said said) {
    Map<String, Object> body = body(said);
    put(body, "model", scope.model());
    put(body, "catalog", scope.catalog());
    put(body, "workspace", scope.workspace());
    return body;
  }

  private static Map<String, Object> body(Said said) {
    Claims.none(said.person());
    Map<String, Object> body = new HashMap<>();
    put(body, "comment", said.comment());
    return body;
  }

  private static void put(Map<String, Object> body, String key, @Nullable String value) {
    if (value != null) {
      body.put(key, value);
    }
  }

  private static Path path(Named model, String what) {
    Path one = Path.of("/v1/models").to(model.model());
    return (what.isEmpty() ? one : one.to(what)).with("workspace", model.workspace());
  }

  private static <T> T known(Named model, Supplier<T> question) {
    try {
      return question.get();
    } catch (CommandFailure e) {
      throw e.reason() == Reason.MISSING ? UnknownModel.of(model.model(), e) : e;
    }
  }
}
