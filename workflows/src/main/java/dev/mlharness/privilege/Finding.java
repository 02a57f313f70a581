package dev.mlharness.privilege;

/**
 * A privilege that is missing, or one that is not needed.
 *
 * @param on as in {@code table main.demo.churn}
 * @param why what it is needed for, or why it is too much
 * @param statement what to execute so that it is as it should be
 */
public record Finding(String privilege, String on, String why, String statement) {

  static Finding missing(Need need, String principal) {
    return new Finding(
        Privilege.sql(need.privilege()), need.on().words(), need.why(), need.statement(principal));
  }

  static Finding excess(Held held, String why) {
    return new Finding(Privilege.sql(held.privilege()), held.on().words(), why, held.statement());
  }
}
