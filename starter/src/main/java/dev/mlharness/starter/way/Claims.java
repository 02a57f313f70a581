package dev.mlharness.starter.way;

import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.console.CommandFailure;

/** Who somebody says that they are, where it is known who they are. */
final class Claims {
  private Claims() {}

  /**
   * @throws CommandFailure when somebody says so all the same
   */
  static void none(Person person) {
    if (person.claims()) {
      throw CommandFailure.usage(
          "the API knows who you are; --by is not asked for there", "leave --by out");
    }
  }
}
