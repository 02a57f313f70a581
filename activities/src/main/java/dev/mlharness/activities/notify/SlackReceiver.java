package dev.mlharness.activities.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.notify.GuardedHttp.Answer;
import dev.mlharness.activities.notify.GuardedHttp.Post;
import dev.mlharness.notify.Message;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.ReceiverName.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel of Slack: behind an incoming webhook, or written to by {@code chat.postMessage}. */
public final class SlackReceiver implements Receiver {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST_TEXT = 3_000;

  /** What Slack says of itself when it answers 200 and means 503. */
  private static final Set<String> LATER =
      Set.of("ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable");

  private final String name;
  private final Address address;
  private final @Nullable Channel channel;
  private final Wording wording;
  private final GuardedHttp http;

  /**
   * A channel that a bot writes to.
   *
   * @param name or id
   * @param token of the bot
   */
  public record Channel(String name, SecretText token) {}

  /**
   * @param address of the incoming webhook, or of {@code chat.postMessage}
   * @param channel null: the webhook has its own
   */
  public SlackReceiver(
      String name, Address address, @Nullable Channel channel, Wording wording, GuardedHttp http) {
    this.name = name;
    this.address = address;
    this.channel = channel;
    this.wording = wording;
    this.http = http;
  }

  /**
   * @param templates null: the harness's own
   * @throws IllegalArgumentException naming a template that is none
   */
  public static Wording wording(@Nullable Path templates, Links links) {
    return Wording.of(Wording.Markup.SLACK, templates, links);
  }

  @Override
  public Kind kind() {
    return Kind.SLACK;
  }

  @Override
  public void take(Message message) {
    String body = blocks(message).toString();
    Map<String, String> headers =
        channel == null ? Map.of() : Map.of("Authorization", "Bearer " + channel.token().read());
    Answer answer = http.post(name, address.read(), new Post(JSON, body, headers));
    Refusals.check(name, answer);
    if (channel != null) {
      checkOk(answer);
    }
  }

  private ObjectNode blocks(Message message) {
    ObjectNode body = Payloads.mapper().createObjectNode();
    String title = cut(wording.title(message), LONGEST_TITLE);
    if (channel != null) {
      body.put("channel", channel.name());
      ObjectNode metadata = body.putObject("metadata");
      metadata.put("event_type", "mlharness_message");
      metadata.putObject("event_payload").put("id", message.id());
    }
    body.put("text", wording.escaped(title));
    body.put("unfurl_links", false);
    var blocks = body.putArray("blocks");
    blocks
        .addObject()
        .put("type", "header")
        .putObject("text")
        .put("type", "plain_text")
        .put("text", title);
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", cut(wording.text(message), LONGEST_TEXT));
    return body;
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  /** The API answers 200 whatever it means. */
  private void checkOk(Answer answer) {
    JsonNode said = json(answer.body());
    if (said.path("ok").asBoolean()) {
      return;
    }
    String error = said.path("error").asText();
    if (LATER.contains(error) || error.isEmpty()) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Receiver '%s' is busy or ill. It is tried again.".formatted(name),
          answer.retryAfter());
    }
    throw Failures.of(
        FailureType.HELD,
        "Receiver '%s' does not take the message: Slack says %s. Correct its channel or its token."
            .formatted(name, error.replaceAll("[^a-z_]", "")));
  }

  private static JsonNode json(String body) {
    try {
      return Payloads.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return Payloads.mapper().createObjectNode();
    }
  }
}
