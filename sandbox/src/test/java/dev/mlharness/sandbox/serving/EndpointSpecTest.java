package dev.mlharness.sandbox.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.serving.EndpointSpec.Route;
import dev.mlharness.sandbox.serving.EndpointSpec.Traffic;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointSpecTest {

  private static Entity entity(@Nullable String name, String version) {
    return new Entity(name, "main.demo.model", version, "Small", true);
  }

  private static EndpointSpec spec(List<Entity> entities, Route... routes) {
    return new EndpointSpec(entities, routes.length == 0 ? null : new Traffic(List.of(routes)));
  }

  private static Route route(String served, int weight) {
    return new Route(served, null, weight);
  }

  private static void refused(EndpointSpec spec, String why) {
    assertThatThrownBy(spec::checked).isInstanceOf(ApiException.class).hasMessageContaining(why);
  }

  @Test
  void theOnlyEntityIsNamedAndGetsAllTraffic() {
    EndpointSpec complete = spec(List.of(entity(null, "3"))).checked();
    assertThat(complete.entities()).extracting(Entity::name).containsExactly("model-3");
    assertThat(complete.routes()).containsExactly(new Route("model-3", "model-3", 100));
  }

  @Test
  void aRouteMayNameAnEntityByEitherName() {
    EndpointSpec complete =
        spec(
                List.of(entity("old", "1"), entity("new", "2")),
                new Route("old", null, 90),
                new Route(null, "new", 10))
            .checked();
    assertThat(complete.routes())
        .containsExactly(new Route("old", "old", 90), new Route("new", "new", 10));
  }

  @Test
  void whatCannotBeServedIsRefusedWithTheReason() {
    List<Entity> two = List.of(entity("old", "1"), entity("new", "2"));
    refused(spec(List.of()), "at least one served entity");
    refused(spec(two), "traffic_config is needed");
    refused(spec(two, route("old", 60), route("new", 30)), "add up to 90");
    refused(spec(two, route("old", 110), route("new", -10)), "not below 0");
    refused(spec(two, route("old", 50), route("older", 50)), "'older', which is not a served");
    refused(spec(List.of(entity("a", "1"), entity("a", "2"))), "must differ");
    refused(spec(List.of(entity("a", "latest"))), "is a number; got 'latest'");
  }
}
