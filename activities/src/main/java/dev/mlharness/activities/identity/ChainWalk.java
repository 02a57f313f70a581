package dev.mlharness.activities.identity;

import com.databricks.sdk.service.iam.MeRequest;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.credentials.IdentityProbe;
import dev.mlharness.activities.credentials.Introduction;
import dev.mlharness.activities.credentials.cloud.CloudProbe;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.workspace.Account;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.identity.IdentityReport.AccountAddress;
import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.IdentityReport.Link;
import dev.mlharness.identity.IdentityReport.State;
import dev.mlharness.identity.TrustPolicy;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One walk along the chain of a role, up to the first link that breaks. */
final class ChainWalk {
  private final Workspace workspace;
  private final Role role;
  private final Access access;
  private final String issuer;
  private final List<Link> links = new ArrayList<>();
  private @Nullable Introduction worker;

  ChainWalk(Workspace workspace, Role role, Access access) {
    this.workspace = workspace;
    this.role = role;
    this.access = access;
    this.issuer = workspace.identity().issuer().toString();
  }

  Chain walk(
      IdentityProbe probe, CredentialBroker broker, WorkspaceClients clients, CloudProbe clouds) {
    issuer(probe);
    if (subjectToken(probe)) {
      if (audience() && exchange(broker)) {
        principal(clients);
      }
      clouds(clouds);
    }
    Account account = workspace.identity().account();
    return new Chain(
        workspace.name(),
        workspace.host().toString(),
        role.name(),
        role.servicePrincipal(),
        links,
        policy(),
        account == null ? null : new AccountAddress(account.host().toString(), account.id()));
  }

  /** Not a must: the workspace may reach the provider though this worker cannot. */
  private void issuer(IdentityProbe probe) {
    try {
      String name = probe.discover(workspace);
      if (name.equals(issuer)) {
        link("issuer", State.HOLDS, name, null);
      } else {
        link(
            "issuer",
            State.UNSURE,
            "it calls itself " + name,
            "Set identity.issuer to exactly that.");
      }
    } catch (ApplicationFailure failure) {
      link(
          "issuer",
          State.UNSURE,
          failure.getOriginalMessage(),
          "Check identity.issuer. If the workspace cannot read that document either, put the issuer's keys into the policy (jwks_json).");
    }
  }

  private boolean subjectToken(IdentityProbe probe) {
    try {
      Introduction found = probe.introduce(workspace);
      worker = found;
      if (!found.issuer().equals(issuer)) {
        return broken(
            "subject token",
            "it is of %s, not of %s".formatted(found.issuer(), issuer),
            "Set identity.issuer to the former, or mend identity.subject-token.");
      }
      return link("subject token", State.HOLDS, "of " + found.subject(), null);
    } catch (ApplicationFailure failure) {
      return broken("subject token", failure.getOriginalMessage(), "Mend identity.subject-token.");
    }
  }

  private boolean audience() {
    List<String> audience = worker == null ? List.of() : worker.audience();
    String wanted = workspace.identity().audience();
    if (wanted != null && !audience.contains(wanted)) {
      return broken(
          "audience",
          "the token is for %s, not for %s".formatted(audience, wanted),
          "Let the identity provider issue it for the latter, or mend identity.audience.");
    }
    return link("audience", State.HOLDS, String.join(", ", audience), null);
  }

  private boolean exchange(CredentialBroker broker) {
    try {
      // A token that is kept proves nothing about the chain as it is now.
      broker.invalidate(access);
      return link("exchange", State.HOLDS, "a token until " + broker.token(access).expiry(), null);
    } catch (ApplicationFailure failure) {
      return broken(
          "exchange",
          failure.getOriginalMessage(),
          "Create on service principal %s the federation policy %s, as ./harness identity link --workspace %s --role %s --apply does."
              .formatted(role.servicePrincipal(), policy().json(), workspace.name(), role.name()));
    }
  }

  private void principal(WorkspaceClients clients) {
    try {
      String me =
          String.valueOf(
              clients
                  .call(
                      access,
                      "Asking who this is",
                      client -> client.currentUser().me(new MeRequest()))
                  .getUserName());
      if (me.equals(role.servicePrincipal())) {
        link("me", State.HOLDS, me, null);
      } else {
        broken(
            "me",
            "the token is one of %s, not of %s".formatted(me, role.servicePrincipal()),
            "Set the role's service-principal to the application id that is meant.");
      }
    } catch (ApplicationFailure failure) {
      broken(
          "me",
          failure.getOriginalMessage(),
          "Make the service principal a member of the workspace, and check its host.");
    }
  }

  /** Each by itself: what one cloud thinks of this worker is no business of the other. */
  private void clouds(CloudProbe probe) {
    cloud("AWS", role.reaches().aws(), () -> probe.aws(access));
    cloud("Google Cloud", role.reaches().google(), () -> probe.google(access));
    cloud("Azure", role.reaches().azure(), () -> probe.azure(access));
  }

  private void cloud(String name, @Nullable Object configured, Supplier<String> probe) {
    if (configured == null) {
      return;
    }
    try {
      link(name, State.HOLDS, probe.get(), null);
    } catch (ApplicationFailure failure) {
      broken(
          name,
          failure.getOriginalMessage(),
          "Change that at %s; docs/how-to/reach-cloud-storage.md has all of it.".formatted(name));
    }
  }

  private TrustPolicy policy() {
    return worker == null
        ? new TrustPolicy(issuer, null, List.of())
        : new TrustPolicy(worker.issuer(), worker.subject(), worker.audience());
  }

  private boolean broken(String name, String what, String mend) {
    link(name, State.BROKEN, what, mend);
    return false;
  }

  private boolean link(String name, State state, String what, @Nullable String mend) {
    links.add(new Link(name, state, what, mend));
    return true;
  }
}
