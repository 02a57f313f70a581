package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.activities.notify.GuardedHttp.Post;
import dev.mlharness.notify.Message;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.ReceiverName.Kind;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Takes CloudEvents 1.0 by HTTP, in structured mode, each signed. The id of the event is that of
 * the message, and so is the id that is signed.
 */
public final class CloudEventsReceiver implements Receiver {
  private static final String TYPE = "dev.mlharness.";

  private final String name;
  private final Address address;
  private final StandardSignature signature;
  private final Links links;
  private final GuardedHttp http;
  private final Clock clock;

  public CloudEventsReceiver(
      String name,
      Address address,
      List<SecretText> keys,
      Links links,
      GuardedHttp http,
      Clock clock) {
    this.name = name;
    this.address = address;
    this.signature = new StandardSignature(name, keys);
    this.links = links;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return Kind.CLOUDEVENTS;
  }

  @Override
  public void take(Message message) {
    String body = new String(new JsonFormat().serialize(event(message)), UTF_8);
    Refusals.check(
        name,
        http.post(
            name,
            address.read(),
            new Post(
                JsonFormat.CONTENT_TYPE,
                body,
                signature.headers(message.id(), clock.instant(), body))));
  }

  private CloudEvent event(Message message) {
    ObjectNode data = Payloads.mapper().valueToTree(message);
    data.set("links", Payloads.mapper().valueToTree(links.of(message.about())));
    return CloudEventBuilder.v1()
        .withId(message.id())
        .withSource(source(message.about().workflow()))
        .withType(TYPE + message.occasion().word())
        .withSubject(message.about().subject())
        .withTime(message.at().atOffset(ZoneOffset.UTC))
        .withDataContentType("application/json")
        .withData(JsonCloudEventData.wrap(data))
        .build();
  }

  /** Whose workflow says it, as a reference. */
  private static URI source(String workflow) {
    return URI.create(
        "/mlharness/workflows/" + URLEncoder.encode(workflow, UTF_8).replace("+", "%20"));
  }
}
