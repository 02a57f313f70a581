package dev.mlharness.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;

/**
 * What a pipeline is started with instead of a recipe when it shall reproduce a version: the
 * version's own manifest, nothing of which is pinned anew. It trains, tests and validates, compares
 * the metrics, and ends: nothing is registered, decided or deployed.
 *
 * @param kind {@value #KIND}, which no recipe is
 * @param version of the manifest's model
 * @param tolerance how far apart a metric may be, in its own unit
 */
public record Reproduction(String kind, String version, double tolerance, Manifest manifest) {
  public static final String KIND = "Reproduction";

  public Reproduction {
    if (!KIND.equals(kind) || version == null || manifest == null) {
      throw new IllegalArgumentException("a reproduction has a version and its manifest");
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("the tolerance is 0 or more, not " + tolerance);
    }
    if (!Manifests.intact(manifest)) {
      throw new IllegalArgumentException(
          "the manifest is not what its digest " + manifest.digest() + " says");
    }
  }

  /** Of a version, with the manifest that a trace of it has found. */
  public static Reproduction of(String version, double tolerance, Manifest manifest) {
    return new Reproduction(KIND, version, tolerance, manifest);
  }

  /** Whether a document is one, or means to be. */
  public static boolean isOne(JsonNode document) {
    return KIND.equals(document.path("kind").textValue());
  }

  /**
   * @throws IllegalArgumentException when it is none, saying why
   */
  public static Reproduction read(JsonNode document) {
    try {
      return Payloads.mapper().convertValue(document, Reproduction.class);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(deepest(e).getMessage(), e);
    }
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What a workflow is started with. */
  public ObjectNode document() {
    return Payloads.mapper().valueToTree(this);
  }

  /** As people write it. */
  public String of() {
    return manifest.recipe().model() + "/" + version;
  }
}
