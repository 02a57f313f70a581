package dev.mlharness.sandbox.catalog;

import dev.mlharness.sandbox.identity.Directory;
import dev.mlharness.sandbox.identity.Principal;
import dev.mlharness.sandbox.seed.Seed;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Makes the seed's catalogs and grants, once. */
@Component
@Lazy(false)
@DependsOn("seededDirectory")
final class SeededCatalog {

  SeededCatalog(Seed seed, Documents documents, Directory directory, Grants grants) {
    DocumentCollection<Marker> seeded = documents.collection("seeded", Marker.class);
    documents.atomically(
        () -> {
          if (seeded.putIfAbsent("grants", new Marker(true))) {
            for (GrantSeed grant :
                seed.section("grants", GrantSeed[].class).orElse(new GrantSeed[0])) {
              grants.change(
                  securable(grant.on),
                  principal(directory, grant.to),
                  Set.copyOf(grant.privileges),
                  Set.of());
            }
          }
          return seeded;
        });
  }

  private static Securable securable(String on) {
    String[] parts = on.split("/", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "Seed, grants: 'on: %s' is not type/name, as in schema/main.demo".formatted(on));
    }
    return Securable.of(parts[0], parts[1]);
  }

  /** A service principal is granted under its application id, and named by its display name. */
  private static String principal(Directory directory, String name) {
    return directory.servicePrincipal(name).map(Principal::name).orElse(name);
  }

  private record GrantSeed(String on, String to, List<Privilege> privileges) {}

  private record Marker(boolean done) {}
}
