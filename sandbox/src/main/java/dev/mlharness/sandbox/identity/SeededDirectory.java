package dev.mlharness.sandbox.identity;

import dev.mlharness.sandbox.identity.Principal.Kind;
import dev.mlharness.sandbox.seed.Seed;
import dev.mlharness.sandbox.store.Documents;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Puts the seed's principals and groups where they are not yet. */
@Component
@Lazy(false)
final class SeededDirectory {

  private final Directory directory;
  private final ScimIds ids;

  SeededDirectory(Seed seed, Directory directory, ScimIds ids, Documents documents) {
    this.directory = directory;
    this.ids = ids;
    documents.atomically(
        () -> {
          read(seed, "service_principals", ServicePrincipalSeed[].class).forEach(this::put);
          read(seed, "users", UserSeed[].class).forEach(this::put);
          read(seed, "groups", GroupSeed[].class).forEach(this::put);
          return true;
        });
  }

  private static <T> Stream<T> read(Seed seed, String section, Class<T[]> type) {
    return seed.section(section, type).stream().flatMap(Stream::of);
  }

  private void put(ServicePrincipalSeed seed) {
    directory
        .principals()
        .computeIfAbsent(
            seed.applicationId,
            () ->
                new Principal(
                    seed.applicationId,
                    ids.next(),
                    seed.displayName,
                    Kind.SERVICE_PRINCIPAL,
                    true,
                    seed.usedBy == null ? Set.of() : seed.usedBy));
  }

  private void put(UserSeed seed) {
    directory
        .principals()
        .computeIfAbsent(
            seed.userName,
            () ->
                new Principal(
                    seed.userName, ids.next(), seed.displayName, Kind.USER, true, Set.of()));
  }

  private void put(GroupSeed seed) {
    directory
        .groups()
        .computeIfAbsent(
            seed.displayName, () -> new Group(seed.displayName, ids.next(), seed.members));
  }

  private record ServicePrincipalSeed(
      String displayName, String applicationId, @Nullable Set<String> usedBy) {}

  private record UserSeed(String userName, String displayName) {}

  private record GroupSeed(String displayName, Set<String> members) {}
}
