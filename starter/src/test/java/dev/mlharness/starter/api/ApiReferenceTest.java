package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read about the configuration of the API, held against what it reads. */
class ApiReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/reference/api.md");

  @Test
  void theReferenceHasEveryPropertyAndNoOther() throws IOException {
    List<String> described =
        Pattern.compile("(?m)^\\| `(mlharness\\.api\\.[^`]+)` \\|")
            .matcher(Files.readString(REFERENCE))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            keys("mlharness.api", ApiProperties.Api.class).toList());
  }

  private static Stream<String> keys(String prefix, Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .flatMap(component -> keysOf(prefix + "." + kebab(component.getName()), component));
  }

  private static Stream<String> keysOf(String key, RecordComponent component) {
    if (key.endsWith(".roles")) {
      return Stream.of(key + ".ROLE");
    }
    if (component.getType().isRecord()) {
      return keys(key, component.getType());
    }
    if (component.getGenericType() instanceof ParameterizedType type) {
      Class<?> last =
          type.getActualTypeArguments()[type.getActualTypeArguments().length - 1]
                  instanceof Class<?> named
              ? named
              : Object.class;
      if (last.isRecord()) {
        return keys(key + (component.getType() == Map.class ? ".NAME" : "[]"), last);
      }
    }
    return Stream.of(key);
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
