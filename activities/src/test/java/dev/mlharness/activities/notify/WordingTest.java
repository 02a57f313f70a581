package dev.mlharness.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.notify.Wording.Markup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordingTest {
  @TempDir Path folder;

  @Test
  void anOperatorsTemplateIsUsedInsteadOfTheHarnesssOwn() throws IOException {
    Files.writeString(
        folder.resolve("slack.mustache"),
        "{{recipe}} in {{workspace}}: {{words}}{{#facts}} {{name}}={{value}}{{/facts}} {{nothing}}");
    Wording wording = Wording.of(Markup.SLACK, folder, Sample.LINKS);

    assertThat(wording.text(Sample.message("a < b")))
        .isEqualTo("fraud in prod-eu: a &lt; b approval by=group:ml-leads metric f1_score=0.93");
    assertThat(wording.title(Sample.MESSAGE))
        .as("what they leave out stays")
        .isEqualTo("[gate-opened] main.fraud.detector version 2");
  }

  @Test
  void aTemplateThatIsNoneIsNamed() throws IOException {
    Files.writeString(folder.resolve("email.mustache"), "{{#facts}} never closed");

    assertThatThrownBy(() -> Wording.of(Markup.PLAIN, folder, Sample.LINKS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("template email.mustache is none");
  }

  @Property(tries = 300)
  void whateverAMessageSaysMarksNothingUp(@ForAll String words) {
    String slack = Wording.of(Markup.SLACK, null, Sample.LINKS).text(Sample.message(words));
    String html = Wording.of(Markup.HTML, null, Sample.LINKS).text(Sample.message(words));

    // The harness's own links are all that is in angle brackets.
    assertThat(slack.split("<", -1)).hasSize(3);
    assertThat(html).doesNotContain("<" + words + ">").contains("<p>");
  }
}
