package dev.mlharness.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.store.Documents;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class GrantsTest {

  private static final Caller TRAINER = new Caller("trainer", Set.of("ml-engineers"), false);
  private static final Caller ADMIN = new Caller("boss", Set.of("admins"), true);
  private static final Securable TABLE = Securable.table("main.demo.t");

  @TempDir Path folder;
  private Documents documents;
  private Grants grants;

  @BeforeEach
  void open() {
    documents = Documents.open(folder.resolve("state.db"), JsonMapper.shared());
    grants = new Grants(documents);
  }

  @AfterEach
  void close() {
    documents.close();
  }

  private void grant(String type, String name, String principal, Privilege... privileges) {
    grants.change(Securable.of(type, name), principal, Set.of(privileges), Set.of());
  }

  private void refused(String message) {
    assertThatThrownBy(() -> grants.require(TRAINER, Privilege.SELECT, TABLE))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
        .hasMessage(message);
  }

  @Test
  void theFirstPrivilegeThatIsMissingIsNamedFromTheOutsideIn() {
    refused("User 'trainer' does not have USE CATALOG on Catalog 'main'.");
    grant("catalog", "main", "trainer", Privilege.USE_CATALOG);
    refused("User 'trainer' does not have USE SCHEMA on Schema 'main.demo'.");
    grant("schema", "main.demo", "ml-engineers", Privilege.USE_SCHEMA);
    refused("User 'trainer' does not have SELECT on Table 'main.demo.t'.");
    grant("table", "main.demo.t", "trainer", Privilege.SELECT);
    assertThatCode(() -> grants.require(TRAINER, Privilege.SELECT, TABLE))
        .doesNotThrowAnyException();
  }

  @Test
  void privilegesAreInheritedFromSchemaAndCatalog() {
    grant("catalog", "main", "ml-engineers", Privilege.SELECT);
    assertThat(grants.has(TRAINER, Privilege.SELECT, TABLE)).isTrue();
    assertThat(grants.has(TRAINER, Privilege.SELECT, Securable.table("other.demo.t"))).isFalse();
  }

  @Test
  void allPrivilegesCoverEverythingButManage() {
    grant("table", "main.demo.t", "trainer", Privilege.ALL_PRIVILEGES);
    assertThat(grants.has(TRAINER, Privilege.SELECT, TABLE)).isTrue();
    assertThat(grants.has(TRAINER, Privilege.MANAGE, TABLE)).isFalse();
  }

  @Test
  void whatIsTakenBackIsGone() {
    grant("table", "main.demo.t", "trainer", Privilege.SELECT);
    grants.change(TABLE, "trainer", Set.of(), Set.of(Privilege.SELECT));
    assertThat(grants.on(TABLE)).isEmpty();
  }

  @Test
  void anAdminNeedsNoGrant() {
    assertThatCode(() -> grants.require(ADMIN, Privilege.SELECT, TABLE)).doesNotThrowAnyException();
  }

  @Test
  void effectivePrivilegesTellWhereTheyComeFrom() {
    grant("catalog", "main", "trainer", Privilege.USE_CATALOG);
    grant("table", "main.demo.t", "trainer", Privilege.SELECT);
    assertThat(EffectiveAssignments.on(TABLE, grants, "trainer").privilegeAssignments())
        .singleElement()
        .satisfies(
            held ->
                assertThat(held.privileges())
                    .containsExactly(
                        new EffectiveAssignments.Effective(Privilege.SELECT, null, null),
                        new EffectiveAssignments.Effective(
                            Privilege.USE_CATALOG, Securable.Type.CATALOG, "main")));
  }

  @Test
  void aTypeThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> Securable.of("moon", "main"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("moon")
        .hasMessageContaining("REGISTERED_MODEL");
  }
}
