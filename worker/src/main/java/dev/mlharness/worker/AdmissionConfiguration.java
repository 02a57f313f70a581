package dev.mlharness.worker;

import dev.mlharness.activities.admission.MarkedStarts;
import dev.mlharness.activities.admission.People;
import dev.mlharness.activities.admission.PeopleIssuer;
import dev.mlharness.activities.admission.PersonOf;
import dev.mlharness.activities.admission.PipelineAdmission;
import dev.mlharness.activities.admission.ProofCheck;
import dev.mlharness.activities.admission.RecordedRefusals;
import dev.mlharness.activities.admission.SignedStarts;
import dev.mlharness.activities.admission.SigningKeys;
import dev.mlharness.activities.admission.StartDesk;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.activities.notify.HearingAdmission;
import dev.mlharness.activities.notify.Receivers;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.start.AdmissionActivities;
import dev.mlharness.worker.HarnessProperties.PeopleProperties;
import dev.mlharness.worker.HarnessProperties.SignedStartsProperties;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door of pipelines, and the desk where starts are signed. */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {
  private static final String KEY_FILE = "mlharness.signed-starts.key-file";

  @Bean
  AdmissionActivities admissionActivities(
      HarnessProperties properties,
      NamedRecipes recipes,
      WorkflowClient temporal,
      AuditActivities audit,
      Receivers receivers) {
    Path keyFile = properties.signedStarts().keyFile();
    ProofCheck proofs =
        keyFile == null ? null : new ProofCheck(signedStarts(keyFile), new MarkedStarts(temporal));
    return new HearingAdmission(
        new RecordedRefusals(new PipelineAdmission(recipes, trust(properties), proofs), audit),
        receivers);
  }

  @Bean
  @ConditionalOnProperty("mlharness.people.issuer")
  PersonOf people(HarnessProperties properties) {
    PeopleProperties people =
        ConfiguredWorkspaces.need(properties.people(), "mlharness.people", "who people are");
    return new People(
        new PeopleIssuer(
            ConfiguredWorkspaces.need(
                people.issuer(), "mlharness.people.issuer", "the identity provider of people"),
            ConfiguredWorkspaces.need(
                people.audience(),
                "mlharness.people.audience",
                "for whom the tokens of people are issued"),
            people.keys(),
            people.nameClaim(),
            people.groupsClaim()));
  }

  @Bean
  @ConditionalOnProperty("mlharness.people.issuer")
  StartDesk startDesk(HarnessProperties properties, NamedRecipes recipes, AuditActivities audit) {
    SignedStartsProperties signed = properties.signedStarts();
    Path keyFile = keyFile(properties);
    return new StartDesk(
        recipes,
        signedStarts(keyFile),
        new StartDesk.Lives(signed.life(), signed.scheduleLife()),
        audit,
        Clock.systemUTC());
  }

  /** The keys that sign, without which there is no desk. */
  static Path keyFile(HarnessProperties properties) {
    return ConfiguredWorkspaces.need(
        properties.signedStarts().keyFile(), KEY_FILE, "the keys that sign starts and decisions");
  }

  private static SignedStarts signedStarts(Path keyFile) {
    return new SignedStarts(new SigningKeys(keyFile));
  }

  static Trust trust(HarnessProperties properties) {
    return switch (properties.trust()) {
      case "namespace" -> new Trust.Namespace(Set.copyOf(properties.unsignedRoles()));
      case "signed" -> signed(properties);
      default ->
          throw new ConfigurationProblem(
              "mlharness.trust",
              "'" + properties.trust() + "' is no kind of trust",
              "Write namespace or signed.");
    };
  }

  private static Trust signed(HarnessProperties properties) {
    ConfiguredWorkspaces.need(
        properties.signedStarts().keyFile(),
        KEY_FILE,
        "the keys that signed starts are checked with");
    return new Trust.Signed();
  }
}
