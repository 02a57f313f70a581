package dev.mlharness.starter.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.lineage.LineageGraph.Link;
import dev.mlharness.starter.lineage.LineageGraph.Node;
import dev.mlharness.starter.lineage.LineageGraph.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LineageGraphTest {
  private static final Path FULL = Path.of("../workflows/src/test/resources/payloads/Lineage.json");

  private static LineageGraph graph(Consumer<ObjectNode> change) {
    try {
      JsonNode document = Payloads.mapper().readTree(FULL.toFile());
      change.accept((ObjectNode) document);
      return LineageGraph.of(Payloads.mapper().treeToValue(document, Lineage.class));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LineageGraph graph() {
    return graph(document -> {});
  }

  private static Node leaf(LineageGraph graph, String kind) {
    return graph.way().stream()
        .flatMap(step -> step.leaves().stream())
        .filter(node -> node.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theWayLeadsFromTheEndpointToThePinnedRecipe() {
    List<Step> way = graph().way();

    assertThat(way)
        .extracting(step -> step.node().kind())
        .containsExactly("endpoint", "model version", "pipeline", "recipe, pinned in its manifest");
    assertThat(way)
        .extracting(Step::leads)
        .containsExactly("serves", "was made by", "carried out", null);
    assertThat(way.get(2).node().link()).isEqualTo(new Link.Pipeline("fraud-1"));
    assertThat(way.get(1).node().link())
        .isEqualTo(new Link.Model("prod-eu", "main.fraud.detector"));
  }

  @Test
  void theCommitStandsThereInFull() {
    Node commit = leaf(graph(), "commit");

    assertThat(commit.name()).isEqualTo("0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f");
    assertThat(commit.exact()).isTrue();
    assertThat(commit.facts().get(0).link())
        .isEqualTo(new Link.Elsewhere("https://git.example.com/fraud.git"));
  }

  @Test
  void eachDataSetHasItsVersion() {
    Node train = leaf(graph(), "data train");

    assertThat(train.name()).isEqualTo("main.fraud.transactions");
    assertThat(train.facts()).extracting(LineageGraph.Fact::value).containsExactly("12");
  }

  @Test
  void theIdentitiesAreTakenApart() {
    Node identity =
        leaf(
            graph(
                document ->
                    ((ObjectNode) document.at("/version/tags"))
                        .put("mlharness_identity", "trainer=sp-1,tester=sp-2")),
            "identity");

    assertThat(identity.facts())
        .extracting(fact -> fact.name() + " is " + fact.value())
        .containsExactly("trainer is sp-1", "tester is sp-2");
  }

  @Test
  void anAddressThatIsNoWebPageIsNoLink() {
    Node runs =
        leaf(
            graph(document -> document.putObject("runs").put("train", "javascript:alert(1)")),
            "runs");

    assertThat(runs.facts().get(0).value()).isEqualTo("javascript:alert(1)");
    assertThat(runs.facts().get(0).link()).isNull();
  }

  @Test
  void aVersionThatTheHarnessDidNotMakeLeadsNowhere() {
    LineageGraph graph =
        graph(
            document -> {
              document.putNull("manifest");
              document.putNull("pipeline");
              document.putArray("remarks").add("Nobody knows.");
            });

    assertThat(graph.way())
        .extracting(step -> step.node().kind())
        .containsExactly("endpoint", "model version");
    assertThat(graph.way().get(1).leads()).isNull();
    assertThat(graph.remarks()).containsExactly("Nobody knows.");
  }
}
