package dev.mlharness.watch;

import dev.mlharness.audit.Subject;

/**
 * A watch wants the champion before back.
 *
 * @param id the same for the same violation, however often it is ordered
 * @param version the champion that broke its rules
 * @param why for people
 */
public record WatchOrder(WatchKey key, String id, String version, String why) implements Subject {

  @Override
  public String subject() {
    return "champion of %s, version %s: rolled back".formatted(key.model(), version);
  }
}
