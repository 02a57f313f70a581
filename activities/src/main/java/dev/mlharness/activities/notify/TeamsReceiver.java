package dev.mlharness.activities.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.activities.notify.GuardedHttp.Post;
import dev.mlharness.notify.Message;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.ReceiverName.Kind;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A channel of Teams, behind a webhook of its Workflows app, which takes an adaptive card. */
public final class TeamsReceiver implements Receiver {
  private final String name;
  private final Address address;
  private final Wording wording;
  private final Links links;
  private final GuardedHttp http;

  public TeamsReceiver(
      String name, Address address, Wording wording, Links links, GuardedHttp http) {
    this.name = name;
    this.address = address;
    this.wording = wording;
    this.links = links;
    this.http = http;
  }

  /**
   * @param templates null: the harness's own
   * @throws IllegalArgumentException naming a template that is none
   */
  public static Wording wording(@Nullable Path templates, Links links) {
    return Wording.of(Wording.Markup.TEAMS, templates, links);
  }

  @Override
  public Kind kind() {
    return Kind.TEAMS;
  }

  @Override
  public void take(Message message) {
    String body = envelope(message).toString();
    Refusals.check(
        name, http.post(name, address.read(), new Post("application/json", body, Map.of())));
  }

  private ObjectNode envelope(Message message) {
    ObjectNode envelope = Payloads.mapper().createObjectNode();
    envelope.put("type", "message");
    ObjectNode attachment = envelope.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.set("content", card(message));
    return envelope;
  }

  private ObjectNode card(Message message) {
    ObjectNode card = Payloads.mapper().createObjectNode();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    ArrayNode body = card.putArray("body");
    text(body, wording.escaped(wording.title(message)))
        .put("size", "Medium")
        .put("weight", "Bolder");
    text(body, wording.text(message));
    if (!message.facts().isEmpty()) {
      ArrayNode facts = body.addObject().put("type", "FactSet").putArray("facts");
      new TreeMap<>(message.facts())
          .forEach(
              (title, value) ->
                  facts
                      .addObject()
                      .put("title", wording.escaped(title))
                      .put("value", wording.escaped(value)));
    }
    ArrayNode actions = card.putArray("actions");
    links
        .of(message.about())
        .forEach(
            (title, url) ->
                actions
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", title)
                    .put("url", url));
    return card;
  }

  private static ObjectNode text(ArrayNode body, String text) {
    return body.addObject().put("type", "TextBlock").put("wrap", true).put("text", text);
  }
}
