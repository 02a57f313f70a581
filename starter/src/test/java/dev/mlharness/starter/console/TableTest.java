package dev.mlharness.starter.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsNarrowAsTheirWidestCell() {
    assertThat(Table.of("name", "value").row("f1", "0.95").row("accuracy", "1").lines())
        .containsExactly("name      value", "f1        0.95", "accuracy  1");
  }

  @Test
  void coloursTakeNoRoom() {
    assertThat(Table.withoutHeadings().row(Style.GOOD.paint("ok"), "x").row("long", "y").lines())
        .containsExactly(Style.GOOD.paint("ok") + "    x", "long  y");
  }
}
