package dev.mlharness.starter.schedule;

import dev.mlharness.starter.cli.PreparedRecipe;
import java.util.List;
import java.util.Optional;

/** Where the schedules of a folder are kept. */
public interface FolderBook {
  /** Names of all that start pipelines. */
  List<String> names();

  /** The one of this name; empty when there is none. */
  Optional<Present> present(String schedule);

  /** Makes or changes the schedule of a recipe, of this owner from now on. */
  void keep(PreparedRecipe recipe, String owner);

  void delete(String schedule);

  /** Whether starts are signed: then what is there is signed anew, before that expires. */
  boolean signs();
}
