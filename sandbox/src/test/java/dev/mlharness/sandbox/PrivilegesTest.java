package dev.mlharness.sandbox;

import static dev.mlharness.sandbox.RunningSandbox.DEPLOYER;
import static dev.mlharness.sandbox.RunningSandbox.TRAINER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.catalog.CreateRegisteredModelRequest;
import com.databricks.sdk.service.catalog.EffectivePrivilege;
import com.databricks.sdk.service.catalog.EffectivePrivilegeAssignment;
import com.databricks.sdk.service.catalog.GetEffectiveRequest;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.SecurableType;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grants of the sandbox as the unmodified Java SDK sees them. */
class PrivilegesTest {
  private static final String TABLE = "main.demo.diabetes";

  @TempDir static Path home;
  private static RunningSandbox sandbox;
  private static WorkspaceClient trainer;
  private static WorkspaceClient deployer;

  @BeforeAll
  static void start() {
    sandbox = RunningSandbox.in(home);
    trainer = sandbox.client(TRAINER);
    deployer = sandbox.client(DEPLOYER);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static GetEffectiveRequest onTable() {
    return new GetEffectiveRequest().setSecurableType("TABLE").setFullName(TABLE);
  }

  private static UpdatePermissions select(PermissionsChange change) {
    return new UpdatePermissions()
        .setSecurableType("TABLE")
        .setFullName(TABLE)
        .setChanges(List.of(change));
  }

  @Test
  void whoDoesNotManageATableSeesTheirOwnPrivilegesAndWhereTheyComeFrom() {
    var seen = trainer.grants().getEffective(onTable().setMaxResults(0L));

    assertThat(seen.getNextPageToken()).isNull();
    assertThat(seen.getPrivilegeAssignments())
        .extracting(EffectivePrivilegeAssignment::getPrincipal)
        .containsExactly(TRAINER);
    assertThat(seen.getPrivilegeAssignments().iterator().next().getPrivileges())
        .filteredOn(held -> held.getPrivilege() == Privilege.SELECT)
        .singleElement()
        .returns(SecurableType.SCHEMA, EffectivePrivilege::getInheritedFromType)
        .returns("main.demo", EffectivePrivilege::getInheritedFromName);
    assertThatThrownBy(() -> trainer.grants().getEffective(onTable().setPrincipal(DEPLOYER)))
        .isInstanceOf(PermissionDenied.class);
  }

  @Test
  void whoManagesItsSchemaSeesAndChangesThoseOfEverybody() {
    deployer
        .grants()
        .update(
            select(
                new PermissionsChange()
                    .setPrincipal("ml-leads")
                    .setAdd(List.of(Privilege.SELECT))));

    assertThat(deployer.grants().getEffective(onTable()).getPrivilegeAssignments())
        .extracting(EffectivePrivilegeAssignment::getPrincipal)
        .contains(TRAINER, DEPLOYER, "ml-leads");
    assertThatThrownBy(
            () ->
                trainer
                    .grants()
                    .update(
                        select(
                            new PermissionsChange()
                                .setPrincipal(TRAINER)
                                .setAdd(List.of(Privilege.MODIFY)))))
        .isInstanceOf(PermissionDenied.class);
  }

  @Test
  void aPageThatIsTooSmallIsRefused() {
    assertThatThrownBy(() -> trainer.grants().getEffective(onTable().setMaxResults(1L)))
        .isInstanceOf(DatabricksError.class)
        .hasMessageContaining("max_results");
  }

  @Test
  void tagsOfAModelTakeAPrivilegeOfTheirOwn() {
    trainer.registeredModels().create(model("tagged"));

    assertThat(tag(DEPLOYER).statusCode()).isEqualTo(404);
    deployer
        .grants()
        .update(
            new UpdatePermissions()
                .setSecurableType("SCHEMA")
                .setFullName("main.demo")
                .setChanges(
                    List.of(
                        new PermissionsChange()
                            .setPrincipal(DEPLOYER)
                            .setRemove(List.of(Privilege.APPLY_TAG)))));
    var refused = tag(DEPLOYER);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("does not have APPLY TAG on Routine or Model");
  }

  private static CreateRegisteredModelRequest model(String name) {
    return new CreateRegisteredModelRequest()
        .setCatalogName("main")
        .setSchemaName("demo")
        .setName(name);
  }

  /** Of a version that is not there: whether the caller may is looked at first. */
  private static HttpResponse<String> tag(String principal) {
    return sandbox.send(
        "POST",
        "/api/2.0/mlflow/unity-catalog/model-versions/set-tag",
        String.valueOf(sandbox.client(principal).config().authenticate().get("Authorization"))
            .substring("Bearer ".length()),
        "{\"name\": \"main.demo.tagged\", \"version\": \"1\", \"key\": \"k\", \"value\": \"v\"}");
  }
}
