"""Unity Catalog: models, versions, aliases, tags, grants and tables, as both Python clients see them."""

import json
import urllib.error
import urllib.request
import uuid

import pytest
from conftest import DEPLOYER, TRAINER
from databricks.sdk.errors import (
    AlreadyExists,
    BadRequest,
    NotFound,
    PermissionDenied,
    ResourceAlreadyExists,
)
from databricks.sdk.service import catalog, sql
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from models import token, workspace_environment

UC = "/api/2.0/mlflow/unity-catalog/"
SUCCEEDED = sql.StatementState.SUCCEEDED
FAILED = sql.StatementState.FAILED


def new_name():
    return "main.demo.model_" + uuid.uuid4().hex[:8]


def make_model(client, name):
    catalog_name, schema_name, last = name.split(".")
    return client.registered_models.create(
        catalog_name=catalog_name, schema_name=schema_name, name=last
    )


def make_version(client, name, source="models:/m-1", **more):
    body = {"name": name, "source": source, "run_id": "r-1", **more}
    made = client.api_client.do("POST", UC + "model-versions/create", body=body)["model_version"]
    return made


def finalize(client, name, version):
    body = {"name": name, "version": version}
    return client.api_client.do("POST", UC + "model-versions/finalize", body=body)["model_version"]


@pytest.fixture
def model(trainer):
    """A model with one version that is ready."""
    name = new_name()
    make_model(trainer, name)
    make_version(trainer, name)
    finalize(trainer, name, "1")
    return name


@pytest.fixture
def registry(sandbox, trainer):
    """MLflow's client of Unity Catalog."""
    with workspace_environment(sandbox, trainer):
        yield MlflowClient(tracking_uri=sandbox.host, registry_uri="databricks-uc")


@pytest.fixture
def effects(sandbox):
    def counts(kind):
        return admin_call(sandbox, "GET", "/sandbox/effects").get(kind, {})

    return counts


def admin_call(sandbox, method, path, body=None, content_type="application/json"):
    request = urllib.request.Request(
        sandbox.host + path,
        method=method,
        data=body,
        headers={
            "Authorization": "Bearer " + sandbox.admin_token,
            "Content-Type": content_type,
        },
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read() or "null")


# Models and versions


def test_a_model_is_made_found_changed_and_removed(trainer):
    name = new_name()
    made = make_model(trainer, name)
    assert (made.full_name, made.owner) == (name, TRAINER)
    with pytest.raises((AlreadyExists, ResourceAlreadyExists)):
        make_model(trainer, name)
    trainer.registered_models.update(full_name=name, comment="for the test")
    assert trainer.registered_models.get(name).comment == "for the test"
    listed = trainer.registered_models.list(catalog_name="main", schema_name="demo")
    assert name in [each.full_name for each in listed]
    trainer.registered_models.delete(name)
    with pytest.raises(NotFound):
        trainer.registered_models.get(name)


def test_a_version_is_pending_until_it_is_finalized(trainer, effects):
    name = new_name()
    make_model(trainer, name)
    made = make_version(trainer, name, tags=[{"key": "mlharness.digest", "value": "d"}])
    assert (made["version"], made["status"]) == ("1", "PENDING_REGISTRATION")
    seen = trainer.model_versions.get(full_name=name, version=1)
    assert seen.status.value == "PENDING_REGISTRATION"
    assert (seen.source, seen.run_id) == ("models:/m-1", "r-1")
    assert finalize(trainer, name, "1")["status"] == "READY"
    assert effects("model-version")[name] == 1


def test_numbers_are_never_given_twice(trainer, model):
    make_version(trainer, model)
    trainer.model_versions.delete(full_name=model, version=2)
    assert make_version(trainer, model)["version"] == "3"
    listed = trainer.model_versions.list(full_name=model)
    assert sorted(each.version for each in listed) == [1, 3]


def test_an_alias_is_set_moved_and_removed(trainer, model, effects):
    make_version(trainer, model)
    aliases = trainer.registered_models
    aliases.set_alias(full_name=model, alias="champion", version_num=1)
    assert trainer.model_versions.get_by_alias(full_name=model, alias="champion").version == 1
    aliases.set_alias(full_name=model, alias="champion", version_num=2)
    aliases.set_alias(full_name=model, alias="champion", version_num=2)
    seen = aliases.get(model, include_aliases=True)
    assert [(each.alias_name, each.version_num) for each in seen.aliases] == [("champion", 2)]
    # The third write changed nothing, and so is no effect.
    assert effects("alias")[model + "@champion"] == 2
    aliases.delete_alias(full_name=model, alias="champion")
    with pytest.raises(NotFound):
        trainer.model_versions.get_by_alias(full_name=model, alias="champion")
    assert effects("alias")[model + "@champion"] == 3


def test_an_alias_needs_a_version_that_exists(trainer, model):
    with pytest.raises(NotFound):
        trainer.registered_models.set_alias(full_name=model, alias="champion", version_num=9)


def test_a_deleted_version_takes_its_aliases_along(trainer, model):
    trainer.registered_models.set_alias(full_name=model, alias="champion", version_num=1)
    trainer.model_versions.delete(full_name=model, version=1)
    assert not trainer.registered_models.get(model, include_aliases=True).aliases


def test_mlflows_client_reads_versions_aliases_and_tags(registry, trainer, model):
    trainer.registered_models.set_alias(full_name=model, alias="champion", version_num=1)
    registry.set_model_version_tag(model, "1", "mlharness.digest", "d")
    registry.set_registered_model_tag(model, "team", "demo")

    champion = registry.get_model_version_by_alias(model, "champion")
    assert (champion.version, champion.status, champion.run_id) == ("1", "READY", "r-1")
    assert champion.tags == {"mlharness.digest": "d"}
    assert champion.aliases == ["champion"]
    seen = registry.get_registered_model(model)
    assert (seen.tags, seen.aliases) == ({"team": "demo"}, {"champion": "1"})
    found = registry.search_model_versions(f"name='{model}'")
    assert [each.version for each in found] == ["1"]
    assert model in [each.name for each in registry.search_registered_models()]


def test_mlflows_client_changes_models_and_versions(registry):
    name = new_name()
    registry.create_registered_model(name, tags={"team": "demo"}, description="first")
    registry.update_registered_model(name, description="second")
    assert registry.get_registered_model(name).description == "second"
    with pytest.raises(MlflowException):
        registry.create_registered_model(name)
    registry.delete_registered_model_tag(name, "team")
    assert registry.get_registered_model(name).tags == {}
    registry.delete_registered_model(name)
    with pytest.raises(MlflowException):
        registry.get_registered_model(name)


def test_mlflows_client_changes_a_version(registry, model):
    registry.set_registered_model_alias(model, "challenger", "1")
    registry.update_model_version(model, "1", description="the first")
    registry.set_model_version_tag(model, "1", "a", "b")
    registry.delete_model_version_tag(model, "1", "a")
    seen = registry.get_model_version(model, "1")
    assert (seen.description, seen.tags, seen.aliases) == ("the first", {}, ["challenger"])
    registry.delete_registered_model_alias(model, "challenger")
    assert registry.get_model_version(model, "1").aliases == []
    assert registry.get_model_version_download_uri(model, "1") == "models:/m-1"
    registry.delete_model_version(model, "1")
    assert registry.search_model_versions(f"name='{model}'") == []


# Grants


def test_without_a_privilege_the_error_names_it_and_the_securable(sandbox, admin, trainer):
    with pytest.raises(PermissionDenied, match="USE CATALOG on Catalog 'vault'"):
        trainer.registered_models.create(catalog_name="vault", schema_name="s", name="m")
    full = "vault.s.m" + uuid.uuid4().hex[:6]
    make_model(admin, full)
    admin.grants.update(
        securable_type="catalog",
        full_name="vault",
        changes=[
            catalog.PermissionsChange(
                principal=TRAINER,
                add=[catalog.Privilege.USE_CATALOG, catalog.Privilege.USE_SCHEMA],
            )
        ],
    )
    try:
        with pytest.raises(PermissionDenied, match=f"EXECUTE on .*'{full}'"):
            trainer.registered_models.get(full)
    finally:
        admin.grants.update(
            securable_type="catalog",
            full_name="vault",
            changes=[
                catalog.PermissionsChange(
                    principal=TRAINER,
                    remove=[catalog.Privilege.USE_CATALOG, catalog.Privilege.USE_SCHEMA],
                )
            ],
        )


def test_an_owner_grants_what_others_need(sandbox, trainer, admin):
    name = new_name()
    make_model(trainer, name)
    granted = trainer.grants.update(
        securable_type="function",
        full_name=name,
        changes=[
            catalog.PermissionsChange(principal="ml-leads", add=[catalog.Privilege.EXECUTE])
        ],
    )
    assert [each.principal for each in granted.privilege_assignments] == ["ml-leads"]
    effective = trainer.grants.get_effective(securable_type="function", full_name=name)
    held = {
        each.principal: {one.privilege.value for one in each.privileges}
        for each in effective.privilege_assignments
    }
    assert held["ml-leads"] == {"EXECUTE"}
    assert "EXECUTE" in held[TRAINER]  # inherited from the schema
    [inherited] = [
        one
        for each in effective.privilege_assignments
        if each.principal == DEPLOYER
        for one in each.privileges
        if one.privilege.value == "MANAGE"
    ]
    assert inherited.inherited_from_name == "main.demo"


def test_who_does_not_own_a_schema_grants_nothing_on_it(trainer):
    with pytest.raises(PermissionDenied, match="MANAGE"):
        trainer.grants.update(
            securable_type="schema",
            full_name="main.demo",
            changes=[catalog.PermissionsChange(principal=TRAINER, add=[catalog.Privilege.MANAGE])],
        )


def test_an_unknown_type_of_securable_is_a_bad_request(trainer):
    with pytest.raises(BadRequest, match="moon"):
        trainer.grants.get(securable_type="moon", full_name="main")


# Catalogs, schemas, tables


def test_catalogs_schemas_and_tables_are_listed(trainer):
    assert "main" in [each.name for each in trainer.catalogs.list()]
    assert trainer.catalogs.get("main").name == "main"
    assert "main.demo" in [each.full_name for each in trainer.schemas.list("main")]
    assert trainer.schemas.get("main.demo").catalog_name == "main"
    tables = trainer.tables.list(catalog_name="main", schema_name="demo")
    assert {"breast_cancer", "diabetes"} <= {each.name for each in tables}
    table = trainer.tables.get("main.demo.breast_cancer")
    assert table.data_source_format == catalog.DataSourceFormat.DELTA
    names = [each.name for each in table.columns]
    assert "target" in names and "mean_radius" in names


def test_a_missing_table_is_not_found(trainer):
    with pytest.raises(NotFound):
        trainer.tables.get("main.demo.nothing")


def test_the_seeds_warehouse_runs(trainer):
    [warehouse] = list(trainer.warehouses.list())
    assert trainer.warehouses.get(warehouse.id).state == sql.State.RUNNING


def run(client, statement, **more):
    return client.statement_execution.execute_statement(
        statement=statement, warehouse_id="sandbox", **more
    )


def rows(answer):
    assert answer.status.state == SUCCEEDED, answer.status.error
    return answer.result.data_array


def test_a_table_is_read_at_any_of_its_versions(trainer):
    first = run(trainer, "SELECT * FROM main.demo.breast_cancer VERSION AS OF 0")
    assert len(rows(first)) == 400
    assert first.manifest.total_row_count == 400
    types = {each.name: each.type_name.value for each in first.manifest.schema.columns}
    assert (types["mean_radius"], types["target"]) == ("DOUBLE", "LONG")
    assert len(rows(run(trainer, "SELECT * FROM main.demo.breast_cancer VERSION AS OF 1"))) == 569
    assert len(rows(run(trainer, "select * from `main`.`demo`.`breast_cancer` limit 5;"))) == 5


def test_the_history_tells_the_versions_newest_first(trainer):
    answer = run(trainer, "DESCRIBE HISTORY main.demo.diabetes")
    columns = {each.name: each.position for each in answer.manifest.schema.columns}
    assert [row[columns["version"]] for row in rows(answer)] == ["1", "0"]
    assert answer.manifest.schema.columns[columns["version"]].type_name.value == "LONG"
    assert len(rows(run(trainer, "DESCRIBE HISTORY main.demo.diabetes LIMIT 1"))) == 1


def test_an_answer_can_be_fetched_later(trainer):
    started = run(
        trainer,
        "SELECT * FROM main.demo.diabetes LIMIT 3",
        wait_timeout="0s",
        on_wait_timeout=sql.ExecuteStatementRequestOnWaitTimeout.CONTINUE,
    )
    later = trainer.statement_execution.get_statement(started.statement_id)
    assert len(rows(later)) == 3
    chunk = trainer.statement_execution.get_statement_result_chunk_n(started.statement_id, 0)
    assert chunk.data_array == later.result.data_array
    with pytest.raises(NotFound):
        trainer.statement_execution.get_statement(str(uuid.uuid4()))


@pytest.mark.parametrize(
    "statement, why",
    [
        ("DROP TABLE main.demo.diabetes", "no other SQL"),
        ("SELECT * FROM main.demo.diabetes VERSION AS OF 7", "Available versions: \\[0, 1\\]"),
        ("SELECT * FROM main.demo.nothing", "main.demo.nothing"),
        ("SELECT * FROM main.demo.diabetes LIMIT -1", "no other SQL"),
    ],
)
def test_a_statement_that_fails_says_why(trainer, statement, why):
    answer = run(trainer, statement)
    assert answer.status.state == FAILED
    with pytest.raises(AssertionError, match=why):
        assert not answer.status.error.message, answer.status.error.message


def test_an_unknown_warehouse_is_refused(trainer):
    with pytest.raises(NotFound):
        trainer.statement_execution.execute_statement(
            statement="SELECT * FROM main.demo.diabetes", warehouse_id="nowhere"
        )


def test_a_new_version_is_appended_and_needs_select(sandbox, trainer):
    table = "vault.closed.t" + uuid.uuid4().hex[:6]
    path = f"/sandbox/tables/{table}/versions"
    body = b'name,age\n"Doe, Jane",41\nno age,\n'
    assert admin_call(sandbox, "POST", path, body, "text/csv") == {"version": 0}
    assert admin_call(sandbox, "POST", path, body + b"more,1\n", "text/csv") == {"version": 1}
    answer = run(sandbox.admin(), f"SELECT * FROM {table} VERSION AS OF 0")
    assert rows(answer) == [["Doe, Jane", "41"], ["no age", None]]
    assert [each.type_name.value for each in answer.manifest.schema.columns] == ["STRING", "LONG"]

    refused = run(trainer, f"SELECT * FROM {table}")
    assert refused.status.state == FAILED
    assert "USE CATALOG on Catalog 'vault'" in refused.status.error.message
    with pytest.raises(PermissionDenied):
        trainer.tables.get(table)


@pytest.mark.parametrize(
    "table, body, why",
    [
        ("one_level", b"a\n1\n", "three-level"),
        ("main.demo.bad", b"", "header"),
        ("main.demo.bad", b"a,b\n1\n", "row 1"),
        ("main.demo.bad", b"a,a\n1,2\n", "twice"),
    ],
)
def test_rows_that_make_no_table_are_refused(sandbox, table, body, why):
    with pytest.raises(urllib.error.HTTPError) as refused:
        admin_call(sandbox, "POST", f"/sandbox/tables/{table}/versions", body, "text/csv")
    assert refused.value.code == 400
    assert why in json.loads(refused.value.read())["message"]
    refused.value.close()


def test_only_the_admin_appends(sandbox, trainer):
    request = urllib.request.Request(
        sandbox.host + "/sandbox/tables/main.demo.diabetes/versions",
        method="POST",
        data=b"a\n1\n",
        headers={"Authorization": "Bearer " + token(trainer), "Content-Type": "text/csv"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 403
    refused.value.close()
