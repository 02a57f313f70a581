package dev.mlharness.sandbox.mlflow;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Addresses of experiments and runs, Databricks' and MLflow's, lead to MLflow's own pages. */
@Controller
class MlflowPages {

  private final MlflowServer server;

  MlflowPages(MlflowServer server) {
    this.server = server;
  }

  /** Clients print addresses such as {@code /#/experiments/1}; a browser keeps what is after #. */
  @GetMapping("/")
  String pages() {
    return "redirect:" + server.address() + "/";
  }

  @GetMapping("/ml/experiments/{experiment}/runs/{run}")
  String run(@PathVariable String experiment, @PathVariable String run) {
    return "redirect:" + server.address() + "/#/experiments/" + experiment + "/runs/" + run;
  }

  @GetMapping("/ml/experiments/{experiment}")
  String experiment(@PathVariable String experiment) {
    return "redirect:" + server.address() + "/#/experiments/" + experiment;
  }
}
