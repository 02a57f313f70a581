package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.stack.Part;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens of the identity provider live for a minute, and principals are revoked. One training run
 * outlives several tokens while the other tests happen.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdentityIT {
  private static final String TRAINER = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b";
  private static final String DEPLOYER = "b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90";
  private static final int TOKEN_SECONDS = 60;

  /** {@code -Dmlharness.it.training-seconds=300} for the long version. */
  private static final int TRAINING_SECONDS =
      Integer.getInteger("mlharness.it.training-seconds", 90);

  @RegisterExtension
  static final RealStack STACK =
      new RealStack(Map.of(Part.SANDBOX, Map.of("SANDBOX_IDP_TOKENLIFE", TOKEN_SECONDS + "s")));

  private static int tokensBefore;
  private static long exchangesBefore;
  private static Pipelines.Started longTraining;
  @TempDir Path folder;

  @BeforeAll
  static void beginLongTraining(@TempDir Path repository) {
    tokensBefore = auditedTokens().size();
    exchangesBefore = exchangesOfTrainer();
    longTraining =
        STACK.start(
            FastRecipe.in(repository, STACK.freshModel("long"))
                .with("approve", "{required: 0}")
                .with("train.timeout", "20m")
                .with("train.parameters.seconds", "\"" + TRAINING_SECONDS + "\""));
  }

  @Test
  @Order(1)
  void aRevokedPrincipalEndsThePipelineAndItsRunIsCancelled() {
    FastRecipe recipe =
        FastRecipe.in(folder, STACK.freshModel("revoked"))
            .with("train.role", "deployer")
            .with("train.parameters.seconds", "\"200\"");
    longTraining.awaitRunOf(Stage.TRAIN);
    Pipelines.Started started = STACK.start(recipe);
    started.awaitRunOf(Stage.TRAIN);
    STACK.sandbox().activate(DEPLOYER, false);
    try {
      assertThatThrownBy(started::result)
          .isInstanceOf(WorkflowFailedException.class)
          .cause()
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure -> {
                assertThat(failure.getType()).isEqualTo(Outcome.FAILED.name());
                assertThat(failure.getOriginalMessage()).contains(DEPLOYER, "deactivated");
              });
      assertThat(STACK.sandbox().activeRuns("fast")).as("the long training").isEqualTo(1);
      assertThat(started.pipeline().ledger())
          .extracting(LedgerEntry::state)
          .doesNotContain(LedgerEntry.State.OPEN, LedgerEntry.State.FAILED);
    } finally {
      STACK.sandbox().activate(DEPLOYER, true);
    }
  }

  @Test
  @Order(2)
  void trainingLongerThanATokenLivesCompletesAndReceiptsShowEachExchange() {
    PipelineResult result = longTraining.result();
    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DEPLOYED);

    List<String> tokens =
        longTraining.pipeline().receipts().stream()
            .filter(receipt -> TRAINER.equals(receipt.principal()))
            .map(UsedCredential::tokenIdHash)
            .distinct()
            .toList();
    assertThat(tokens).hasSizeGreaterThan(TRAINING_SECONDS / TOKEN_SECONDS).doesNotContainNull();
    assertThat(longTraining.pipeline().receipts())
        .allSatisfy(receipt -> assertThat(receipt.stage()).isNotNull());
    assertThat(auditedTokens("--pipeline", longTraining.id())).containsAll(tokens);
    // Others act as the trainer too: the entity of the model, and the pipeline that was revoked.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(auditedTokens())
                    .hasSize(tokensBefore + (int) (exchangesOfTrainer() - exchangesBefore)));
  }

  @Test
  @Order(3)
  void theChainOfEveryRoleHoldsAndAMissingPolicyIsCreatedOnce() {
    Commands.Result again = STACK.harness("identity", "link", "--role", "trainer", "--apply");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("there already").doesNotContain("created");

    STACK.sandbox().withoutFederationPolicies(TRAINER);
    Commands.Result broken = STACK.harness("doctor");
    assertThat(broken.out()).contains("breaks at exchange", "oidc_policy");

    Commands.Result made = STACK.harness("identity", "link", "--role", "trainer", "--apply");
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(made.out()).contains("to create", "created");
    Commands.Result healthy = STACK.harness("doctor");
    assertThat(healthy.out()).contains("exchange \u2192 me").doesNotContain("breaks at");
  }

  /** The tokens of the trainer that {@code ./harness audit receipts} names. */
  private static Set<String> auditedTokens(String... only) {
    Set<String> tokens = new HashSet<>();
    for (JsonNode record : new AuditStore(STACK).records("receipts", only)) {
      if (TRAINER.equals(record.at("/event/actor/principal").asText())) {
        tokens.add(record.at("/event/detail/token_id_hash").asText());
      }
    }
    return tokens;
  }

  private static long exchangesOfTrainer() {
    return STACK.sandbox().effects("token-exchange", TRAINER);
  }
}
