package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.seed.Seed;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The SQL warehouses of the seed. They run always. */
@RestController
@RequestMapping("/api/2.0/sql/warehouses")
class Warehouses {

  private final List<Warehouse> warehouses;

  Warehouses(Seed seed) {
    this.warehouses =
        List.of(seed.section("warehouses", WarehouseSeed[].class).orElse(new WarehouseSeed[0]))
            .stream()
            .map(given -> new Warehouse(given.id, given.name, "RUNNING"))
            .toList();
  }

  @GetMapping
  Map<String, List<Warehouse>> list() {
    return Map.of("warehouses", warehouses);
  }

  @GetMapping("/{id}")
  Warehouse get(@PathVariable String id) {
    return warehouses.stream()
        .filter(warehouse -> warehouse.id.equals(id))
        .findFirst()
        .orElseThrow(() -> ApiException.missing("SQL warehouse", id));
  }

  record Warehouse(String id, String name, String state) {}

  private record WarehouseSeed(String id, String name) {}
}
