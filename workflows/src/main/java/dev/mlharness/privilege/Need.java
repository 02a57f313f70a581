package dev.mlharness.privilege;

/**
 * A privilege without which a pipeline would come to a halt.
 *
 * @param why what for, as in {@code train reads it}
 */
public record Need(Securable on, String privilege, String why) {

  /** Whether this grant is enough. */
  boolean isMetBy(Held held) {
    return on.isWithin(held.on()) && Privilege.covers(held.privilege(), privilege);
  }

  /** The privilege for people, as SQL spells it. */
  public String privilegeWords() {
    return Privilege.sql(privilege);
  }

  /** How to ask for it. */
  String statement(String principal) {
    return on.kind() == Securable.Kind.ENDPOINT
        ? onEndpoint(principal)
        : "GRANT %s ON %s TO %s;"
            .formatted(Privilege.sql(privilege), on.sql(), Securable.quoted(principal));
  }

  /** Endpoints are known by an id to the permissions API, and SQL does not know them at all. */
  private String onEndpoint(String principal) {
    return ("databricks permissions update serving-endpoints \"$(databricks serving-endpoints get %s"
            + " -o json | jq -r .id)\" --json '{\"access_control_list\":"
            + "[{\"service_principal_name\":\"%s\",\"permission_level\":\"%s\"}]}'")
        .formatted(on.name(), principal, privilege);
  }
}
