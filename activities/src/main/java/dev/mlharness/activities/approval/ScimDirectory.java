package dev.mlharness.activities.approval;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.Group;
import com.databricks.sdk.service.iam.ListGroupsRequest;
import com.databricks.sdk.service.iam.User;
import dev.mlharness.access.Access;
import dev.mlharness.activities.databricks.WorkspaceClients;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users and groups of a workspace, read by SCIM as a role that may. */
public final class ScimDirectory implements PeopleDirectory {
  private static final String USERS = "Users/";
  private static final String GROUPS = "Groups/";

  private final WorkspaceClients clients;
  private final Map<String, String> roles;

  /**
   * @param roles as which each workspace is read; one that is not there has no directory
   */
  public ScimDirectory(WorkspaceClients clients, Map<String, String> roles) {
    this.clients = clients;
    this.roles = Map.copyOf(roles);
  }

  @Override
  public boolean knows(String workspace) {
    return roles.containsKey(workspace);
  }

  @Override
  public Optional<Set<Member>> members(String workspace, String group) {
    String role = roles.get(workspace);
    if (role == null) {
      return Optional.empty();
    }
    return clients.call(
        new Access(workspace, role),
        "Reading the members of group " + group,
        client -> members(client, group));
  }

  private static Optional<Set<Member>> members(WorkspaceClient client, String group) {
    for (Group found :
        client
            .groups()
            .list(
                new ListGroupsRequest()
                    .setFilter("displayName eq \"%s\"".formatted(group))
                    .setAttributes("id,displayName"))) {
      if (group.equals(found.getDisplayName())) {
        Set<Member> members = new HashSet<>();
        gather(client, found.getId(), new HashSet<>(), members);
        return Optional.of(members);
      }
    }
    return Optional.empty();
  }

  private static void gather(
      WorkspaceClient client, String group, Set<String> seen, Set<Member> members) {
    if (!seen.add(group)) {
      return;
    }
    for (ComplexValue member : values(client.groups().get(group).getMembers())) {
      String kind = Objects.requireNonNullElse(member.getRef(), USERS);
      if (kind.startsWith(GROUPS)) {
        gather(client, member.getValue(), seen, members);
      } else if (kind.startsWith(USERS)) {
        user(client, member.getValue()).ifPresent(members::add);
      }
    }
  }

  /** Empty for one who was deactivated or deleted. */
  private static Optional<Member> user(WorkspaceClient client, String id) {
    try {
      User user = client.users().get(id);
      return Boolean.FALSE.equals(user.getActive())
          ? Optional.empty()
          : Optional.of(new Member(id, names(user)));
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  private static Set<String> names(User user) {
    return Stream.concat(
            Stream.ofNullable(user.getUserName()),
            values(user.getEmails()).stream().map(ComplexValue::getValue))
        .collect(Collectors.toSet());
  }

  private static Collection<ComplexValue> values(@Nullable Collection<ComplexValue> some) {
    return some == null ? Set.of() : some;
  }
}
