package dev.mlharness.privilege;

/**
 * A privilege that a principal has.
 *
 * @param on where it was granted, which may be further out than where it counts
 * @param privilege as Unity Catalog's API spells it; {@value Privilege#OWNERSHIP} for owning
 * @param to to whom it was granted: the principal, or a group that it is in
 */
public record Held(Securable on, String privilege, String to) {

  /** How to take it back. */
  String statement() {
    return privilege.equals(Privilege.OWNERSHIP)
        ? "ALTER %s SET OWNER TO `the owner that it shall have`;".formatted(on.sql())
        : "REVOKE %s ON %s FROM %s;"
            .formatted(Privilege.sql(privilege), on.sql(), Securable.quoted(to));
  }
}
