package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.workspace.AwsIdentity;

/** What must be made at AWS, so that a role trusts this worker. */
public record AwsTrust(AwsIdentity identity, Introduction worker) {

  /** How to make the identity provider known to the account. */
  public String provider() {
    return "aws iam create-open-id-connect-provider --url %s --client-id-list %s"
        .formatted(worker.issuer(), audience());
  }

  /** The trust policy of the role. */
  public String policy() {
    String provider = worker.issuer().replaceFirst("^https?://", "").replaceFirst("/$", "");
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Principal":{"Federated":"arn:%s:iam::%s:oidc-provider/%s"},\
        "Action":"sts:AssumeRoleWithWebIdentity",\
        "Condition":{"StringEquals":{"%s:sub":"%s","%s:aud":"%s"}}}]}"""
        .formatted(
            identity.partition(),
            identity.account(),
            provider,
            provider,
            worker.subject(),
            provider,
            audience());
  }

  private String audience() {
    String wanted = identity.audience();
    return wanted == null ? String.join(" ", worker.audience()) : wanted;
  }
}
