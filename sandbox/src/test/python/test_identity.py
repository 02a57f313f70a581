"""Identity: token exchange, SCIM, federation policies; as the Python SDK sees them."""

import base64
import json
import stat
import urllib.error
import urllib.parse
import urllib.request

import pytest
from conftest import DEPLOYER, TRAINER
from databricks.sdk import AccountClient, WorkspaceClient
from databricks.sdk.core import Config
from databricks.sdk.errors import NotFound, PermissionDenied, Unauthenticated
from databricks.sdk.service import iam, jobs, oauth2


def exchange(sandbox, subject_token, client_id=TRAINER, **more):
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "subject_token": subject_token,
        "client_id": client_id,
        "scope": "all-apis",
        **more,
    }
    body = urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(sandbox.host + "/oidc/v1/token", body, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def claims(token):
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def test_a_projected_token_is_exchanged_for_one_of_the_service_principal(sandbox):
    status, granted = exchange(sandbox, sandbox.subject_token)

    assert status == 200
    assert claims(granted["access_token"])["sub"] == TRAINER
    assert claims(granted["access_token"])["exp"] <= claims(sandbox.subject_token)["exp"]
    assert 0 < granted["expires_in"] <= 600


def test_a_projected_token_is_for_its_owner_only(sandbox):
    mode = (sandbox.tokens / "ml-harness-worker").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_token_with_a_broken_signature_is_refused(sandbox):
    head, payload, signature = sandbox.subject_token.split(".")
    forged = f"{head}.{payload}.{signature[::-1]}"
    status, refused = exchange(sandbox, forged)

    assert (status, refused["error"]) == (400, "invalid_request")
    assert "not valid" in refused["error_description"]


def test_a_token_of_an_unknown_issuer_is_refused_without_asking_it(sandbox):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    foreign = f"{part({'alg': 'RS256'})}.{part({'iss': 'http://127.0.0.1:1', 'sub': 'x'})}.AAAA"
    status, refused = exchange(sandbox, foreign)

    assert status == 400
    assert "No federation policy" in refused["error_description"]


def test_an_unknown_service_principal_is_refused(sandbox):
    status, refused = exchange(sandbox, sandbox.subject_token, client_id="nobody")
    assert (status, refused["error"]) == (401, "invalid_client")


def test_no_other_grant_is_known(sandbox):
    status, refused = exchange(sandbox, "x", grant_type="password")
    assert (status, refused["error"]) == (400, "unsupported_grant_type")


def test_a_token_from_nowhere_opens_nothing(sandbox):
    request = urllib.request.Request(
        sandbox.host + "/api/2.0/preview/scim/v2/Me", headers={"Authorization": "Bearer nonsense"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)

    assert refused.value.code == 401
    assert json.load(refused.value)["error_code"] == "UNAUTHENTICATED"


def test_me_is_the_service_principal(trainer):
    me = trainer.current_user.me()
    assert (me.user_name, me.display_name) == (TRAINER, "ml-trainer")


def test_principals_and_groups_are_found_by_name(trainer):
    (user,) = trainer.users.list(filter='userName eq "ml-lead@example.com"')
    (group,) = trainer.groups.list(filter='displayName eq "ml-leads"')
    (principal,) = trainer.service_principals.list(filter=f'applicationId eq "{DEPLOYER}"')

    assert [each.display for each in user.groups] == ["ml-engineers", "ml-leads"]
    assert [each.value for each in trainer.groups.get(group.id).members] == [user.id]
    assert principal.display_name == "ml-deployer"


def test_only_admins_change_principals(trainer):
    with pytest.raises(PermissionDenied):
        trainer.service_principals.create(display_name="more")


def account(sandbox):
    return AccountClient(
        config=Config(
            host=sandbox.host,
            account_id="5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5",
            token=sandbox.admin_token,
            auth_type="pat",
        )
    )


def test_a_policy_opens_a_service_principal_and_its_end_closes_it(sandbox, admin):
    made = admin.service_principals.create(display_name="ml-auditor")
    assert exchange(sandbox, sandbox.subject_token, made.application_id)[0] == 400

    policies = account(sandbox).service_principal_federation_policy
    trusted = claims(sandbox.subject_token)
    policy = policies.create(
        int(made.id),
        oauth2.FederationPolicy(
            oidc_policy=oauth2.OidcFederationPolicy(
                issuer=trusted["iss"], audiences=[sandbox.host], subject=trusted["sub"]
            )
        ),
        policy_id="worker",
    )
    assert policy.policy_id == "worker"
    assert exchange(sandbox, sandbox.subject_token, made.application_id)[0] == 200

    policies.delete(int(made.id), "worker")
    assert exchange(sandbox, sandbox.subject_token, made.application_id)[0] == 400
    admin.service_principals.delete(made.id)
    with pytest.raises(NotFound):
        admin.service_principals.get(made.id)


def test_a_disabled_service_principal_gets_in_nowhere(sandbox, admin):
    client = sandbox.client(DEPLOYER)
    (principal,) = admin.service_principals.list(filter=f'applicationId eq "{DEPLOYER}"')
    assert client.current_user.me().active

    def set_active(active):
        # As text: the SDK leaves out a value that is false.
        admin.service_principals.patch(
            principal.id,
            operations=[iam.Patch(op=iam.PatchOp.REPLACE, path="active", value=active)],
            schemas=[iam.PatchSchema.URN_IETF_PARAMS_SCIM_API_MESSAGES_2_0_PATCH_OP],
        )

    set_active("false")
    try:
        with pytest.raises(Unauthenticated):
            client.current_user.me()
        assert exchange(sandbox, sandbox.subject_token, DEPLOYER)[0] == 401
    finally:
        set_active("true")
    assert client.current_user.me().active


def test_a_secret_lets_its_service_principal_in_until_it_is_deleted(sandbox):
    admin = sandbox.admin()
    trainer = next(p for p in admin.service_principals.list() if p.application_id == TRAINER)
    made = admin.service_principal_secrets_proxy.create(trainer.id, lifetime="3600s")
    assert [s.id for s in admin.service_principal_secrets_proxy.list(trainer.id)] == [made.id]

    def enter():
        config = Config(
            host=sandbox.host,
            client_id=TRAINER,
            client_secret=made.secret,
            auth_type="oauth-m2m",
        )
        return WorkspaceClient(config=config).current_user.me().user_name

    assert enter() == TRAINER
    admin.service_principal_secrets_proxy.delete(trainer.id, made.id)
    with pytest.raises(ValueError, match="invalid_client"):
        enter()


def test_a_personal_token_is_listed_with_its_last_use(sandbox):
    made = sandbox.client().tokens.create(comment="from a notebook")
    config = Config(host=sandbox.host, token=made.token_value, auth_type="pat")
    assert WorkspaceClient(config=config).current_user.me().user_name == TRAINER

    listed = {t.token_id: t for t in sandbox.admin().token_management.list()}
    assert listed[made.token_info.token_id].last_used_day > 0
    assert listed[made.token_info.token_id].expiry_time == -1
    sandbox.admin().token_management.delete(made.token_info.token_id)


def test_a_job_shows_whom_its_runs_run_as(sandbox):
    task = jobs.Task(
        task_key="train", spark_python_task=jobs.SparkPythonTask(python_file="/nowhere.py")
    )
    as_deployer = jobs.JobRunAs(service_principal_name=DEPLOYER)
    admin = sandbox.admin()
    made = admin.jobs.create(name="as deployer", tasks=[task], run_as=as_deployer)
    assert admin.jobs.get(made.job_id).run_as_user_name == DEPLOYER
    admin.jobs.delete(made.job_id)
