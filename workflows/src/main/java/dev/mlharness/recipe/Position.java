package dev.mlharness.recipe;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where a key or an item of a list stands in the text. */
record Position(int line, int column) {
  /** Of what was not in a text. */
  static final Position NONE = new Position(0, 0);

  static Position of(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
