package dev.mlharness.starter.api.hooks;

/** Whose deliveries come in: how they are signed, and what identifies one. */
public enum HookKind {
  /** {@code X-Hub-Signature-256} over the raw body; {@code X-GitHub-Delivery} is its id. */
  GITHUB(""),
  /** A shared token in {@code X-Gitlab-Token}; {@code X-Gitlab-Event-UUID} is its id. */
  GITLAB(""),
  /** The Standard Webhooks specification: id, time and body are signed. */
  STANDARD("/type"),
  /** MLflow's registry, which signs like Standard Webhooks under names of its own. */
  MLFLOW("/action"),
  /** Databricks' job notifications and alerts, which only know a password. */
  DATABRICKS("/event_type");

  private final String event;

  HookKind(String event) {
    this.event = event;
  }

  /** Where in the body the kind of event is, unless a header says it. */
  String eventPointer() {
    return event;
  }

  Signature signature() {
    return switch (this) {
      case GITHUB -> new GithubSignature();
      case GITLAB -> new GitlabToken();
      case STANDARD ->
          new StandardSignature("webhook-id", "webhook-timestamp", "webhook-signature");
      case MLFLOW ->
          new StandardSignature("X-MLflow-Delivery-Id", "X-MLflow-Timestamp", "X-MLflow-Signature");
      case DATABRICKS -> new BasicPassword();
    };
  }
}
