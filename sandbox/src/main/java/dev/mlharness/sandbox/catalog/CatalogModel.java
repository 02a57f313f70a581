package dev.mlharness.sandbox.catalog;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A registered model.
 *
 * @param aliases version by alias
 * @param newest the highest version number ever given; numbers are never given twice
 * @param created milliseconds since the epoch
 */
record CatalogModel(
    String fullName,
    String owner,
    @Nullable String comment,
    Map<String, Long> aliases,
    Map<String, String> tags,
    long newest,
    long created,
    long updated) {

  CatalogModel withAlias(String alias, @Nullable Long version) {
    Map<String, Long> changed = new TreeMap<>(aliases);
    if (version == null) {
      changed.remove(alias);
    } else {
      changed.put(alias, version);
    }
    return new CatalogModel(
        fullName, owner, comment, changed, tags, newest, created, System.currentTimeMillis());
  }

  CatalogModel withTags(Map<String, String> changed) {
    return new CatalogModel(
        fullName, owner, comment, aliases, changed, newest, created, System.currentTimeMillis());
  }

  CatalogModel withComment(@Nullable String text) {
    return new CatalogModel(
        fullName, owner, text, aliases, tags, newest, created, System.currentTimeMillis());
  }

  CatalogModel withNewest(long version) {
    return new CatalogModel(
        fullName, owner, comment, aliases, tags, version, created, System.currentTimeMillis());
  }
}
