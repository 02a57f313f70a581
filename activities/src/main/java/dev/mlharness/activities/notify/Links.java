package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mlharness.notify.About;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where people can see more.
 *
 * @param pages address of the harness's pages; null: they are not linked to
 * @param temporal address of the Temporal UI; null: it is not linked to
 * @param namespace of Temporal
 */
public record Links(@Nullable URI pages, @Nullable URI temporal, String namespace) {

  /** By what is behind them; none when nothing can be linked to. */
  Map<String, String> of(About about) {
    Map<String, String> links = new LinkedHashMap<>();
    if (pages != null && about.pipeline() != null) {
      links.put("pipeline", base(pages) + "/pipelines/" + encoded(about.pipeline()));
    }
    if (temporal != null) {
      links.put(
          "temporal",
          base(temporal)
              + "/namespaces/"
              + encoded(namespace)
              + "/workflows/"
              + encoded(about.workflow()));
    }
    return links;
  }

  private static String base(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
