package dev.mlharness.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mlharness.activities.notify.AddressGuard;
import dev.mlharness.activities.notify.GuardedHttp;
import dev.mlharness.activities.notify.Links;
import dev.mlharness.activities.notify.Receivers;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.ReceiverName.Kind;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** What people read about the configuration, held against what the worker reads. */
class ConfigurationReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/reference/configuration.md");
  private static final Path EXAMPLE = Path.of("../docker/worker/application.example.yml");

  @Test
  void theReferenceHasEveryPropertyAndNoOther() throws IOException {
    List<String> described =
        Pattern.compile("(?m)^\\| `(mlharness\\.[^`]+)` \\|")
            .matcher(Files.readString(REFERENCE))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    keys("mlharness", HarnessProperties.class),
                    keys("mlharness.notify", NotifyProperties.class))
                .toList());
  }

  @Test
  void theWorkerAcceptsTheExampleForDatabricks() throws IOException {
    HarnessProperties properties =
        binder(Files.readString(EXAMPLE)).bind("mlharness", HarnessProperties.class).get();
    assertThatCode(() -> ConfiguredWorkspaces.of(properties)).doesNotThrowAnyException();
  }

  @Test
  void theWorkerAcceptsTheExampleForMessagesOnceItsMarksAreTakenAway() throws IOException {
    String example = Files.readString(EXAMPLE);
    int messages = example.indexOf("  # notify:");
    NotifyProperties properties =
        binder(
                example.substring(0, messages)
                    + example.substring(messages).replaceAll("(?m)^  # ", "  "))
            .bind("mlharness.notify", NotifyProperties.class)
            .get();
    AddressGuard guard = new AddressGuard(properties.allowedAddresses());
    try (GuardedHttp http = new GuardedHttp(guard)) {
      Receivers receivers =
          ConfiguredReceivers.of(properties, http, guard, new Links(null, null, "default"));
      assertThat(receivers.refusal(new ReceiverName(Kind.SLACK, "ml-alerts"))).isEmpty();
      assertThat(receivers.refusal(new ReceiverName(Kind.EMAIL, "model-owners"))).isEmpty();
    }
  }

  private static Binder binder(String yaml) throws IOException {
    MutablePropertySources sources = new StandardEnvironment().getPropertySources();
    new YamlPropertySourceLoader()
        .load("example", new ByteArrayResource(yaml.getBytes(UTF_8)))
        .forEach(sources::addFirst);
    return new Binder(ConfigurationPropertySources.from(sources));
  }

  private static Stream<String> keys(String prefix, Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(component -> keysOf(prefix + "." + kebab(component.getName()), component));
  }

  private static Stream<String> keysOf(String key, RecordComponent component) {
    if (component.getType() == Map.class) {
      Type value = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
      String name = key.endsWith("roles") ? ".ROLE" : ".NAME";
      return keys(key + name, (Class<?>) value);
    }
    return component.getType().isRecord() ? keys(key, component.getType()) : Stream.of(key);
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
