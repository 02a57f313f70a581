package dev.mlharness.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.privilege.Securable.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RolePrivilegesTest {
  private static final Securable CATALOG = new Securable(Kind.CATALOG, "main");
  private static final Securable SCHEMA = new Securable(Kind.SCHEMA, "main.fraud");
  private static final Securable TABLE = Securable.table("main.fraud.transactions");
  private static final Securable MODEL = Securable.model("main.fraud.detector");
  private static final String PRINCIPAL = "6f1d2c3b";

  private static final RoleNeeds READER =
      new RoleNeeds(
          "trainer",
          List.of("train"),
          List.of(
              new Need(CATALOG, "USE_CATALOG", "the way"),
              new Need(SCHEMA, "USE_SCHEMA", "the way"),
              new Need(TABLE, "SELECT", "train reads it")),
          Set.of(new Need(SCHEMA, "CREATE_MODEL", "may be used")));
  private static final RoleNeeds OWNER =
      new RoleNeeds(
          "trainer",
          List.of("register"),
          List.of(
              new Need(MODEL, "EXECUTE", "register reads"),
              new Need(MODEL, "APPLY_TAG", "register tags"),
              new Need(MODEL, "MANAGE", "register sets aliases")),
          Set.of());

  private static RolePrivileges compare(RoleNeeds needs, Held... held) {
    return RolePrivileges.of(
        needs,
        PRINCIPAL,
        Stream.concat(Stream.of(held), Stream.of(way(CATALOG), way(SCHEMA))).toList());
  }

  private static Held way(Securable on) {
    return held(on, on.kind() == Kind.CATALOG ? "USE_CATALOG" : "USE_SCHEMA");
  }

  private static Held held(Securable on, String privilege) {
    return new Held(on, privilege, PRINCIPAL);
  }

  private static List<String> statements(List<Finding> findings) {
    return findings.stream().map(Finding::statement).toList();
  }

  @Test
  void whatIsMissingComesWithTheGrantToAskFor() {
    assertThat(statements(compare(READER).missing()))
        .containsExactly("GRANT SELECT ON TABLE main.fraud.transactions TO `6f1d2c3b`;");
    assertThat(statements(RolePrivileges.of(READER, PRINCIPAL, List.of()).missing()))
        .containsExactly(
            "GRANT USE CATALOG ON CATALOG main TO `6f1d2c3b`;",
            "GRANT USE SCHEMA ON SCHEMA main.fraud TO `6f1d2c3b`;",
            "GRANT SELECT ON TABLE main.fraud.transactions TO `6f1d2c3b`;");
    assertThat(statements(compare(OWNER).missing()))
        .contains("GRANT MANAGE ON FUNCTION main.fraud.detector TO `6f1d2c3b`;");
  }

  @Test
  void aNameThatSqlCannotReadIsQuoted() {
    assertThat(new Need(Securable.table("main.my-team.t"), "SELECT", "").statement("sp"))
        .isEqualTo("GRANT SELECT ON TABLE main.`my-team`.t TO `sp`;");
  }

  @Test
  void aPrivilegeOnTheSchemaCountsForWhatIsInItAndIsNotTooMuch() {
    RolePrivileges compared = compare(READER, held(SCHEMA, "SELECT"));

    assertThat(compared.missing()).isEmpty();
    assertThat(compared.excess()).isEmpty();
  }

  @Test
  void aPrivilegeOnTheWholeCatalogIsTooMuch() {
    RolePrivileges compared = compare(READER, held(CATALOG, "SELECT"));

    assertThat(compared.missing()).isEmpty();
    assertThat(compared.excess())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.statement())
                  .isEqualTo("REVOKE SELECT ON CATALOG main FROM `6f1d2c3b`;");
              assertThat(finding.why())
                  .contains("whole catalog")
                  .contains("table main.fraud.transactions");
            });
  }

  @Test
  void whatNothingNeedsIsTooMuchWhereverItComesFrom() {
    RolePrivileges compared =
        compare(
            READER,
            held(TABLE, "SELECT"),
            held(TABLE, "MODIFY"),
            new Held(SCHEMA, "MANAGE", "data-engineers"));

    assertThat(statements(compared.excess()))
        .containsExactly(
            "REVOKE MODIFY ON TABLE main.fraud.transactions FROM `6f1d2c3b`;",
            "REVOKE MANAGE ON SCHEMA main.fraud FROM `data-engineers`;");
  }

  @Test
  void allPrivilegesSufficeAndAreTooMuch() {
    RolePrivileges compared = compare(READER, held(TABLE, "ALL_PRIVILEGES"));

    assertThat(compared.missing()).isEmpty();
    assertThat(compared.excess())
        .singleElement()
        .extracting(Finding::why)
        .isEqualTo("the recipe needs no more than SELECT on table main.fraud.transactions");
  }

  @Test
  void allPrivilegesDoNotIncludeManage() {
    assertThat(statements(compare(OWNER, held(MODEL, "ALL_PRIVILEGES")).missing()))
        .containsExactly("GRANT MANAGE ON FUNCTION main.fraud.detector TO `6f1d2c3b`;");
  }

  @Test
  void theOwnerOfTheModelNeedsNoGrantAndOwnsNotTooMuch() {
    RolePrivileges compared = compare(OWNER, held(MODEL, "OWNERSHIP"));

    assertThat(compared.missing()).isEmpty();
    assertThat(compared.excess()).isEmpty();
  }

  @Test
  void whoOwnsATableToReadItOwnsTooMuch() {
    RolePrivileges compared = compare(READER, held(TABLE, "OWNERSHIP"));

    assertThat(compared.missing()).isEmpty();
    assertThat(compared.excess()).extracting(Finding::privilege).containsExactly("OWNERSHIP");
  }

  @Test
  void whatAStageMayUseAndNeedNotIsNotTooMuch() {
    assertThat(compare(READER, held(TABLE, "SELECT"), held(SCHEMA, "CREATE_MODEL")).excess())
        .isEmpty();
  }
}
