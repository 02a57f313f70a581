package dev.mlharness.activities.rotation;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.failure.Redaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The versions of one secret of AWS Secrets Manager, by their staging labels. */
record AwsVersions(Supplier<SecretsManagerClient> clients, String secret)
    implements LabelledVersions {

  @Override
  public String words() {
    return "Secrets Manager secret " + secret;
  }

  @Override
  public Optional<String> get(String label) {
    return find(label).map(GetSecretValueResponse::secretString);
  }

  @Override
  public void put(String label, String text) {
    call(
        client ->
            client.putSecretValue(
                request -> request.secretId(secret).secretString(text).versionStages(label)));
  }

  @Override
  public void move(String label, String toThatOf) {
    String to = version(toThatOf);
    String from = version(label);
    call(
        client ->
            client.updateSecretVersionStage(
                request ->
                    request
                        .secretId(secret)
                        .versionStage(label)
                        .moveToVersionId(to)
                        .removeFromVersionId(from)));
  }

  @Override
  public void unlabel(String label) {
    String version = version(label);
    if (version != null) {
      call(
          client ->
              client.updateSecretVersionStage(
                  request ->
                      request.secretId(secret).versionStage(label).removeFromVersionId(version)));
    }
  }

  private @Nullable String version(String label) {
    return find(label).map(GetSecretValueResponse::versionId).orElse(null);
  }

  private Optional<GetSecretValueResponse> find(String label) {
    return call(
        client -> {
          try {
            return Optional.of(
                client.getSecretValue(request -> request.secretId(secret).versionStage(label)));
          } catch (ResourceNotFoundException none) {
            return Optional.empty();
          }
        });
  }

  private <T> T call(Function<SecretsManagerClient, T> call) {
    try (SecretsManagerClient client = clients.get()) {
      return call.apply(client);
    } catch (ResourceNotFoundException e) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "There is no %s. Make it: aws secretsmanager create-secret --name NAME"
              .formatted(words()));
    } catch (SdkException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(SdkException e) {
    boolean refused =
        e instanceof AwsServiceException service
            && service.statusCode() / 100 == 4
            && !service.isThrottlingException();
    String said =
        e instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? String.join(
                ", ",
                List.of(
                    String.valueOf(service.awsErrorDetails().errorCode()),
                    String.valueOf(service.awsErrorDetails().errorMessage())))
            : e.getClass().getSimpleName();
    return Failures.of(
        refused ? FailureType.ACCESS_DENIED : FailureType.UNAVAILABLE,
        "%s was not to be had: %s. %s"
            .formatted(
                words(),
                Redaction.of(said),
                refused
                    ? "Allow the role's reaches.aws.role-arn to read and write it and its labels."
                    : "It is tried again."));
  }
}
