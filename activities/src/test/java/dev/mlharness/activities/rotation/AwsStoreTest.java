package dev.mlharness.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the documented rules of staging labels; moto stands in for AWS end to end. */
class AwsStoreTest extends SecretStoreContract {
  private final Versions versions = new Versions();

  @Override
  SecretStore store() {
    return new AwsSecretStore(versions, "principal-1");
  }

  @Override
  @Nullable String readersFind() {
    return store().current().map(StoredSecret::reveal).orElse(null);
  }

  @Test
  void readersFindTheClientIdToo() {
    store().keep(secret("one"));
    store().promote("one");
    assertThat(versions.get("AWSCURRENT"))
        .get()
        .asString()
        .contains("\"client_id\":\"principal-1\"");
  }

  @Test
  void aPlainValueThatWasPutThereByHandIsTheCurrentOne() {
    versions.put("AWSCURRENT", "by hand");
    assertThat(readersFind()).isEqualTo("by hand");
    store().keep(secret("one"));
    store().promote("one");
    store().restore("one");
    assertThat(readersFind()).isEqualTo("by hand");
  }

  /** As AWS documents them. */
  private static final class Versions implements LabelledVersions {
    private record Version(String text, Set<String> labels) {}

    private final List<Version> all = new ArrayList<>();

    @Override
    public String words() {
      return "Secrets Manager secret apps/bi";
    }

    @Override
    public Optional<String> get(String label) {
      return with(label).map(Version::text);
    }

    private Optional<Version> with(String label) {
      return all.stream().filter(version -> version.labels().contains(label)).findFirst();
    }

    @Override
    public void put(String label, String text) {
      Version fresh = new Version(text, new HashSet<>());
      if (all.isEmpty()) {
        fresh.labels().add("AWSCURRENT");
      }
      all.add(fresh);
      label(label, fresh);
    }

    @Override
    public void move(String label, String toThatOf) {
      label(label, with(toThatOf).orElseThrow());
    }

    private void label(String label, Version to) {
      Optional<Version> from = with(label).filter(version -> !version.equals(to));
      from.ifPresent(version -> version.labels().remove(label));
      if (label.equals("AWSCURRENT")) {
        unlabel("AWSPREVIOUS");
        from.ifPresent(version -> version.labels().add("AWSPREVIOUS"));
      }
      to.labels().add(label);
    }

    @Override
    public void unlabel(String label) {
      all.forEach(version -> version.labels().remove(label));
    }
  }
}
