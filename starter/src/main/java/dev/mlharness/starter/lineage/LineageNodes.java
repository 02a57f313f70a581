package dev.mlharness.starter.lineage;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.starter.lineage.LineageGraph.Fact;
import dev.mlharness.starter.lineage.LineageGraph.Link;
import dev.mlharness.starter.lineage.LineageGraph.Node;
import dev.mlharness.starter.lineage.LineageGraph.Step;
import dev.mlharness.starter.report.EvidenceReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the graph of a lineage. What is not known has no node. */
final class LineageNodes {
  private final Lineage lineage;
  private final List<Step> way = new ArrayList<>();

  LineageNodes(Lineage lineage) {
    this.lineage = lineage;
  }

  LineageGraph graph() {
    boolean made = lineage.pipeline() != null;
    Manifest manifest = lineage.manifest();
    if (lineage.endpoint() != null) {
      way.add(new Step(plain("endpoint", lineage.endpoint()), List.of(), "serves"));
    }
    way.add(new Step(version(), ofVersion(), made ? "was made by" : null));
    if (lineage.pipeline() != null) {
      way.add(
          new Step(
              new Node(
                  "pipeline",
                  lineage.pipeline(),
                  false,
                  new Link.Pipeline(lineage.pipeline()),
                  tag("started by", Tags.INITIATOR)),
              ofPipeline(),
              manifest == null ? null : "carried out"));
    }
    if (manifest != null) {
      way.add(new Step(recipe(manifest), ofManifest(manifest), null));
    }
    return new LineageGraph(way, lineage.remarks());
  }

  private Node version() {
    return new Node(
        "model version",
        lineage.version().model() + " version " + lineage.version().version(),
        false,
        lineage.manifest() == null
            ? null
            : new Link.Model(lineage.manifest().recipe().workspace(), lineage.version().model()),
        lineage.aliases().isEmpty()
            ? List.of()
            : List.of(new Fact("aliases", String.join(", ", lineage.aliases()))));
  }

  private List<Node> ofVersion() {
    List<Node> nodes = new ArrayList<>();
    List<Fact> metrics = new ArrayList<>();
    new TreeMap<>(lineage.metrics())
        .forEach((name, value) -> metrics.add(new Fact(name, EvidenceReport.number(value))));
    add(nodes, "metrics", count(metrics, "metric"), metrics);
    if (lineage.version().runId() != null) {
      nodes.add(
          new Node(
              "MLflow run",
              lineage.version().runId(),
              true,
              elsewhere(lineage.trackingUrl()),
              List.of()));
    }
    return nodes;
  }

  private List<Node> ofPipeline() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < lineage.decisions().size(); i++) {
      nodes.add(plain("decision", lineage.decisions().get(i)));
    }
    List<Fact> identities = identities();
    add(nodes, "identity", "as whom the tasks ran", identities);
    List<Fact> runs = new ArrayList<>();
    new TreeMap<>(lineage.runs())
        .forEach((stage, address) -> runs.add(new Fact(stage, address, elsewhere(address))));
    add(nodes, "runs", count(runs, "run"), runs);
    return nodes;
  }

  /** As the tag says them: {@code role=service principal}, comma-separated. */
  private List<Fact> identities() {
    String tag = lineage.version().tags().getOrDefault(Tags.IDENTITY, "");
    return Arrays.stream(tag.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(
            part -> {
              int equals = part.indexOf('=');
              return equals < 0
                  ? new Fact("", part)
                  : new Fact(part.substring(0, equals), part.substring(equals + 1));
            })
        .toList();
  }

  private static Node recipe(Manifest manifest) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("digest", manifest.digest()));
    fact(facts, "owner", manifest.recipe().metadata().owner());
    return new Node(
        "recipe, pinned in its manifest", manifest.recipe().metadata().name(), false, null, facts);
  }

  private List<Node> ofManifest(Manifest manifest) {
    List<Node> nodes = new ArrayList<>();
    GitPin git = manifest.pins().git();
    if (git != null) {
      List<Fact> facts = new ArrayList<>();
      facts.add(new Fact("", git.ref() + " of " + git.url(), elsewhere(git.url())));
      fact(facts, "author", git.author());
      nodes.add(new Node("commit", git.commit(), true, null, facts));
    }
    for (DataPin data : manifest.pins().data()) {
      nodes.add(
          new Node(
              "data " + data.name(),
              data.securable(),
              false,
              null,
              List.of(new Fact("version", data.version()))));
    }
    List<Fact> parameters = facts(lineage.parameters());
    add(nodes, "parameters", count(parameters, "parameter"), parameters);
    List<Fact> environment =
        lineage.environment().stream().map(requirement -> new Fact("", requirement)).toList();
    add(nodes, "environment", count(environment, "requirement"), environment);
    return nodes;
  }

  private List<Fact> tag(String name, String tag) {
    List<Fact> facts = new ArrayList<>();
    fact(facts, name, lineage.version().tags().get(tag));
    return facts;
  }

  private static void fact(List<Fact> facts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(name, value));
    }
  }

  private static List<Fact> facts(Map<String, String> pairs) {
    List<Fact> facts = new ArrayList<>();
    new TreeMap<>(pairs).forEach((name, value) -> facts.add(new Fact(name, value)));
    return facts;
  }

  private static void add(List<Node> nodes, String kind, String name, List<Fact> facts) {
    if (!facts.isEmpty()) {
      nodes.add(new Node(kind, name, false, null, facts));
    }
  }

  private static String count(List<Fact> facts, String what) {
    return facts.size() + " " + what + (facts.size() == 1 ? "" : "s");
  }

  private static Node plain(String kind, String name) {
    return new Node(kind, name, false, null, List.of());
  }

  /** Tags are written by others too: of their addresses only those of web pages are followed. */
  private static @Nullable Link elsewhere(@Nullable String address) {
    if (address == null) {
      return null;
    }
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.startsWith("https://") || lower.startsWith("http://")
        ? new Link.Elsewhere(address)
        : null;
  }
}
