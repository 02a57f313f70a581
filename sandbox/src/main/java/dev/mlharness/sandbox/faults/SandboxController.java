package dev.mlharness.sandbox.faults;

import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sandbox's own switches, which no Databricks workspace has; for its admin. */
@RestController
@RequestMapping("/sandbox")
class SandboxController {

  private final Faults faults;
  private final Effects effects;

  SandboxController(Faults faults, Effects effects) {
    this.faults = faults;
    this.effects = effects;
  }

  private record Entry(long id, FaultRule rule, int requests) {}

  @PostMapping("/faults")
  Map<String, Long> add(@RequestBody FaultRule rule) {
    return Map.of("id", faults.add(rule));
  }

  @GetMapping("/faults")
  Map<String, List<Entry>> list() {
    return Map.of(
        "faults",
        faults.all().entrySet().stream()
            .map(
                each ->
                    new Entry(each.getKey(), each.getValue().rule(), each.getValue().requests()))
            .toList());
  }

  @DeleteMapping("/faults/{id}")
  void remove(@PathVariable long id) {
    if (!faults.remove(id)) {
      throw ApiException.missing("Fault", id);
    }
  }

  @DeleteMapping("/faults")
  void clear() {
    faults.clear();
  }

  @GetMapping("/effects")
  Map<String, Map<String, Long>> effects() {
    return effects.counts();
  }

  @DeleteMapping("/effects")
  void forget() {
    effects.forget();
  }
}
