package dev.mlharness.activities.databricks.run;

import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobPermissionLevel;
import dev.mlharness.activities.workspace.RunPermissions;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who beside its owner may see and cancel a run, in the words of the Databricks Jobs API. */
record RunAccess(RunPermissions permissions, @Nullable String operator) {

  /** Null when it is the owner's alone. A group that may cancel may see as well. */
  @Nullable List<JobAccessControlRequest> entries() {
    TreeSet<String> viewers = new TreeSet<>(permissions.viewers());
    viewers.removeAll(permissions.operators());
    Stream<JobAccessControlRequest> principal =
        Stream.ofNullable(operator)
            .map(
                id ->
                    new JobAccessControlRequest()
                        .setServicePrincipalName(id)
                        .setPermissionLevel(JobPermissionLevel.CAN_MANAGE_RUN));
    Stream<JobAccessControlRequest> groups =
        Stream.concat(
            new TreeSet<>(permissions.operators())
                .stream().map(group -> entry(group, JobPermissionLevel.CAN_MANAGE_RUN)),
            viewers.stream().map(group -> entry(group, JobPermissionLevel.CAN_VIEW)));
    List<JobAccessControlRequest> entries = Stream.concat(principal, groups).toList();
    return entries.isEmpty() ? null : entries;
  }

  private static JobAccessControlRequest entry(String group, JobPermissionLevel level) {
    return new JobAccessControlRequest().setGroupName(group).setPermissionLevel(level);
  }
}
