package dev.mlharness.sandbox.mlflow;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The addresses that Databricks gives to experiments and runs lead to MLflow's own pages. */
@Controller
class MlflowPages {

  private final MlflowServer server;

  MlflowPages(MlflowServer server) {
    this.server = server;
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
