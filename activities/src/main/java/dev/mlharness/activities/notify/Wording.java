package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.mlharness.notify.About;
import dev.mlharness.notify.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the words of a kind of receiver, by Mustache templates. What a message carries is
 * escaped: it came from recipes, people and systems, and must neither format nor address anybody.
 */
public final class Wording {
  private final Template title;
  private final Template text;
  private final Mustache.Escaper escaper;
  private final Links links;

  private Wording(Template title, Template text, Mustache.Escaper escaper, Links links) {
    this.title = title;
    this.text = text;
    this.escaper = escaper;
    this.links = links;
  }

  /**
   * How a kind of receiver marks up its text, and keeps what is put into it from doing so.
   *
   * @param file of the template, without its ending
   */
  record Markup(String file, Mustache.Escaper escaper) {
    /** Slack's mrkdwn: these three are all that it reads in a text. */
    static final Markup SLACK =
        new Markup("slack", escaping("&", "&amp;", "<", "&lt;", ">", "&gt;"));

    /** The Markdown of adaptive cards. */
    static final Markup TEAMS =
        new Markup(
            "teams",
            escaping(
                "\\", "\\\\", "[", "\\[", "]", "\\]", "<", "\\<", ">", "\\>", "*", "\\*", "_",
                "\\_", "`", "\\`"));

    static final Markup PLAIN = new Markup("email", Escapers.NONE);
    static final Markup HTML = new Markup("email-html", Escapers.HTML);

    private static Mustache.Escaper escaping(String... pairs) {
      String[][] replacements = new String[pairs.length / 2][];
      for (int i = 0; i < replacements.length; i++) {
        replacements[i] = new String[] {pairs[2 * i], pairs[2 * i + 1]};
      }
      return Escapers.simple(replacements);
    }
  }

  /**
   * @param folder of templates that are used instead of the harness's own; null: none are
   * @throws IllegalArgumentException naming a template that is none
   */
  static Wording of(Markup markup, @Nullable Path folder, Links links) {
    return new Wording(
        template("title", Markup.PLAIN, folder),
        template(markup.file, markup, folder),
        markup.escaper,
        links);
  }

  /** As text that marks nothing up, for what is put beside {@link #text}. */
  String escaped(String plain) {
    return escaper.escape(plain);
  }

  /** In one line, not escaped. */
  String title(Message message) {
    return title.execute(values(message)).replaceAll("\\p{Cntrl}+", " ").strip();
  }

  String text(Message message) {
    return text.execute(values(message)).strip();
  }

  private Map<String, Object> values(Message message) {
    About about = message.about();
    Map<String, Object> values = new HashMap<>();
    values.put("id", message.id());
    values.put("occasion", message.occasion().word());
    values.put("at", message.at().toString());
    values.put("subject", about.subject());
    values.put("words", message.words());
    values.put("facts", named(new TreeMap<>(message.facts())));
    values.put("links", named(links.of(about)));
    put(values, "workflow", about.workflow());
    put(values, "pipeline", about.pipeline());
    put(values, "recipe", about.recipe());
    put(values, "model", about.model());
    put(values, "version", about.version());
    put(values, "workspace", about.workspace());
    put(values, "digest", about.digest());
    return values;
  }

  private static void put(Map<String, Object> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private static List<Map<String, String>> named(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> Map.of("name", value.getKey(), "value", value.getValue()))
        .toList();
  }

  private static Template template(String name, Markup markup, @Nullable Path folder) {
    String file = name + ".mustache";
    try {
      // One that is not what it should be is found at the start, not with the first message.
      Template template =
          Mustache.compiler()
              .withEscaper(markup.escaper)
              .defaultValue("")
              .compile(read(file, folder));
      template.execute(Map.of("facts", List.of(), "links", List.of()));
      return template;
    } catch (IOException e) {
      throw new IllegalArgumentException("template %s cannot be read".formatted(file), e);
    } catch (MustacheException e) {
      throw new IllegalArgumentException(
          "template %s is none: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String read(String file, @Nullable Path folder) throws IOException {
    if (folder != null && Files.exists(folder.resolve(file))) {
      return Files.readString(folder.resolve(file), UTF_8);
    }
    try (InputStream own = Objects.requireNonNull(Wording.class.getResourceAsStream(file), file)) {
      return new String(own.readAllBytes(), UTF_8);
    }
  }
}
