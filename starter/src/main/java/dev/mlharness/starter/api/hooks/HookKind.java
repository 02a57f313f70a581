package dev.mlharness.starter.api.hooks;

import com.fasterxml.jackson.databind.JsonNode;

/** Whose deliveries come in: how they are signed, and what identifies one. */
public enum HookKind {
  /** {@code X-Hub-Signature-256} over the raw body; what identifies a delivery is its body. */
  GITHUB,
  /** A shared token in {@code X-Gitlab-Token}; {@code X-Gitlab-Event-UUID} is its id. */
  GITLAB,
  /** The Standard Webhooks specification: id, time and body are signed. */
  STANDARD("/type"),
  /** MLflow's registry, which signs like Standard Webhooks under names of its own. */
  MLFLOW("/action"),
  /** Databricks' job notifications and SQL alerts, which only know a password. */
  DATABRICKS("/event_type", "/event");

  private final String event;
  private final String otherwise;

  HookKind() {
    this("");
  }

  HookKind(String event) {
    this(event, event);
  }

  HookKind(String event, String otherwise) {
    this.event = event;
    this.otherwise = otherwise;
  }

  /** The kind of event, as the body says it where no header does; empty when it does not. */
  String event(JsonNode body) {
    String said = body.at(event).asText("");
    return said.isEmpty() ? body.at(otherwise).asText("") : said;
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
