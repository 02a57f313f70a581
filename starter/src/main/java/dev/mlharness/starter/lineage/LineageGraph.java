package dev.mlharness.starter.lineage;

import dev.mlharness.lineage.Lineage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lineage as a graph: a way of nodes from what serves to the manifest, and beside each what hangs
 * on it. To be drawn, or read from top to bottom, which says the same.
 *
 * @param way in order; the last leads nowhere further
 * @param remarks what a reader must know before trusting it
 */
public record LineageGraph(List<Step> way, List<String> remarks) {
  public LineageGraph {
    way = List.copyOf(way);
    remarks = List.copyOf(remarks);
  }

  public static LineageGraph of(Lineage lineage) {
    return new LineageNodes(lineage).graph();
  }

  /**
   * A node on the way.
   *
   * @param leaves what hangs on it
   * @param leads how the next node is reached, as in {@code was made by}; null: this is the last
   */
  public record Step(Node node, List<Node> leaves, @Nullable String leads) {
    public Step {
      leaves = List.copyOf(leaves);
    }
  }

  /**
   * @param kind what it is, in one word or two: {@code commit}
   * @param name which one
   * @param exact whether the name is an id, to be shown letter by letter
   * @param link of a page about it; null: there is none
   * @param facts more of it
   */
  public record Node(
      String kind, String name, boolean exact, @Nullable Link link, List<Fact> facts) {
    public Node {
      facts = List.copyOf(facts);
    }
  }

  /** Where more is to be found: within these pages, or elsewhere. */
  public sealed interface Link {
    /** The page of a pipeline. */
    record Pipeline(String id) implements Link {}

    /** The page of a model in a workspace. */
    record Model(String workspace, String model) implements Link {}

    /** Of another system; begins with http:// or https://. */
    record Elsewhere(String address) implements Link {}
  }

  /**
   * @param name empty: the value says it all
   */
  public record Fact(String name, String value, @Nullable Link link) {
    Fact(String name, String value) {
      this(name, value, null);
    }
  }
}
