package dev.mlharness.activities.databricks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobPermissionLevel;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.workspace.RunPermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunAccessTest {

  @Test
  void operatorsMayManageARunAndViewersMaySeeIt() {
    var permissions = new RunPermissions(Set.of("ml-ops", "ml-leads"), Set.of("audit", "ml-ops"));

    assertThat(new RunAccess(permissions, null).entries())
        .extracting(
            JobAccessControlRequest::getGroupName, JobAccessControlRequest::getPermissionLevel)
        .containsExactly(
            tuple("ml-leads", JobPermissionLevel.CAN_MANAGE_RUN),
            tuple("ml-ops", JobPermissionLevel.CAN_MANAGE_RUN),
            tuple("audit", JobPermissionLevel.CAN_VIEW));
  }

  @Test
  void aRunOfARoleForEverybodyIsItsOwnersAlone() {
    assertThat(new RunAccess(RunPermissions.NONE, null).entries()).isNull();
  }

  @Test
  void whoMayUseARoleMayManageItsRunsUnlessToldOtherwise() {
    assertThat(TestWorkspace.ROLE.runs())
        .isEqualTo(new RunPermissions(Set.of("ml-engineers"), Set.of()));
  }

  @Test
  void theOperatorMayCancelWhatTheRoleNoLongerCan() {
    assertThat(new RunAccess(RunPermissions.NONE, "operator-principal").entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getServicePrincipalName()).isEqualTo("operator-principal");
              assertThat(entry.getPermissionLevel()).isEqualTo(JobPermissionLevel.CAN_MANAGE_RUN);
            });
  }
}
