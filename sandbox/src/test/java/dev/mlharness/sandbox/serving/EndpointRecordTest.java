package dev.mlharness.sandbox.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.serving.EndpointRecord.Access;
import dev.mlharness.sandbox.serving.EndpointRecord.Tag;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointRecordTest {

  private static final Caller CREATOR = new Caller("trainer", Set.of(), false);
  private static final Caller OTHER = new Caller("deployer", Set.of("ml-leads"), false);
  private static final EndpointRecord NEW =
      EndpointRecord.created("fraud", "1", CREATOR, List.of(new Tag("a", "1")), serving("1"));

  private static EndpointSpec serving(String version) {
    return new EndpointSpec(
            List.of(new Entity("model", "main.demo.model", version, "Small", true)), null)
        .checked();
  }

  private static EndpointView view(EndpointRecord endpoint, boolean ready) {
    return EndpointView.of(endpoint, OTHER, entity -> ready);
  }

  @Test
  void aNewOneIsNotReadyUntilItsFirstConfigurationServes() {
    assertThat(view(NEW, true).state())
        .isEqualTo(new EndpointView.State("NOT_READY", "IN_PROGRESS"));
    EndpointRecord serves = NEW.changed();
    assertThat(view(serves, true).state())
        .isEqualTo(new EndpointView.State("READY", "NOT_UPDATING"));
    assertThat(view(serves, false).state().ready()).isEqualTo("NOT_READY");
  }

  @Test
  void anUpdateKeepsWhatIsServedUntilItIsDone() {
    EndpointRecord updating = NEW.changed().changingTo(serving("2"));
    assertThat(updating.isUpdating()).isTrue();
    assertThat(view(updating, true).state())
        .isEqualTo(new EndpointView.State("READY", "IN_PROGRESS"));
    EndpointRecord done = updating.changed();
    assertThat(done.active()).isEqualTo(serving("2"));
    assertThat(done.version()).isEqualTo(2);
  }

  @Test
  void aFailedUpdateShowsWhatItWouldHaveServedAndWhyItDoesNot() {
    EndpointRecord failed = NEW.changed().changingTo(serving("2")).failed("no such file");
    assertThat(failed.isUpdating()).isFalse();
    EndpointView view = view(failed, true);
    assertThat(view.state()).isEqualTo(new EndpointView.State("READY", "UPDATE_FAILED"));
    assertThat(Objects.requireNonNull(view.pendingConfig()).servedEntities())
        .extracting(EndpointView.ServedEntity::state)
        .containsExactly(new EndpointView.DeploymentState("DEPLOYMENT_FAILED", "no such file"));
    assertThat(failed.changingTo(serving("3")).isUpdating()).isTrue();
  }

  @Test
  void itsCreatorAnAdminAndWhoWasGivenCanManageManageIt() {
    assertThat(NEW.mayBeManagedBy(CREATOR)).isTrue();
    assertThat(NEW.mayBeManagedBy(new Caller("boss", Set.of(), true))).isTrue();
    assertThat(NEW.mayBeManagedBy(OTHER)).isFalse();
    assertThat(NEW.opened(List.of(access("CAN_QUERY"))).mayBeManagedBy(OTHER)).isFalse();
    EndpointRecord opened = NEW.opened(List.of(access("CAN_MANAGE")));
    assertThat(opened.mayBeManagedBy(OTHER)).isTrue();
    assertThat(view(NEW, true).permissionLevel()).isEqualTo("CAN_QUERY");
    assertThat(view(opened, true).permissionLevel()).isEqualTo("CAN_MANAGE");
  }

  private static Access access(String level) {
    return new Access("ml-leads", Access.Kind.GROUP_NAME, level);
  }

  @Test
  void aTagReplacesTheOneOfItsKey() {
    assertThat(NEW.tagged(List.of(new Tag("a", "2"), new Tag("b", null)), List.of()).tags())
        .containsExactly(new Tag("a", "2"), new Tag("b", null));
    assertThat(NEW.tagged(List.of(), List.of("a", "none")).tags()).isEmpty();
  }
}
