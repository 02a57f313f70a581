package dev.mlharness.starter.pages;

import dev.mlharness.starter.lineage.LineageGraph.Link;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the links of a lineage lead, for templates. */
@Component("links")
@OnPages
public final class Links {

  /** Of a page here, or of the system that the link names. */
  public String of(Link link) {
    if (link instanceof Link.Pipeline pipeline) {
      return path("/pipelines/{id}", pipeline.id());
    }
    if (link instanceof Link.Model model) {
      return path("/models/{workspace}/{model}", model.workspace(), model.model());
    }
    return ((Link.Elsewhere) link).address();
  }

  private static String path(String path, Object... variables) {
    return UriComponentsBuilder.fromPath(path).encode().buildAndExpand(variables).toUriString();
  }
}
