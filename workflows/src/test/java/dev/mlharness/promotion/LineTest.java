package dev.mlharness.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.access.Access;
import dev.mlharness.payload.Payloads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineTest {
  private static final Access ACCESS = new Access("w", "r");

  @Test
  void whoAsksAgainKeepsTheirPlace() {
    Line line = Line.EMPTY.join(asks(1)).join(asks(2)).join(asks(1));

    assertThat(line.next().holder()).isEqualTo(asks(1));
    assertThat(line.next().join(asks(1)).waiting()).containsExactly(asks(2));
  }

  @Test
  void nobodyIsNextWhileSomebodyPromotes() {
    Line line = Line.EMPTY.join(asks(1)).join(asks(2)).next();

    assertThat(line.next()).isEqualTo(line);
    assertThat(line.contested()).isTrue();
    assertThat(line.leave("1").next().holder()).isEqualTo(asks(2));
  }

  @Test
  void whoLeavesWithoutATurnIsNotGivenOne() {
    assertThat(Line.EMPTY.join(asks(1)).join(asks(2)).leave("1").next().holder())
        .isEqualTo(asks(2));
  }

  /**
   * Whatever comes in whatever order, and however often it is carried over to another execution: a
   * turn is given in the order of the first asking, to one at a time, and nobody is lost.
   */
  @Property(tries = 500)
  void turnsAreGivenOneAtATimeAndInOrder(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 39) Integer> steps)
      throws JsonProcessingException {
    Line line = Line.EMPTY;
    List<String> expected = new ArrayList<>();
    Set<String> holders = new HashSet<>();
    for (int step : steps) {
      TurnRequest who = asks(step % 8);
      switch (step / 8) {
        case 0, 1 -> {
          if (!holders.contains(who.token()) && !expected.contains(who.token())) {
            expected.add(who.token());
          }
          line = line.join(who);
        }
        case 2 -> {
          expected.remove(who.token());
          holders.remove(who.token());
          line = line.leave(who.token());
        }
        case 3 -> line = carriedOver(line);
        default -> {
          if (holders.isEmpty() && !expected.isEmpty()) {
            holders.add(expected.remove(0));
          }
          line = line.next();
        }
      }
      assertThat(holders).hasSizeLessThanOrEqualTo(1);
      assertThat(line.holder() == null ? List.of() : List.of(line.holder().token()))
          .containsExactlyElementsOf(holders);
      assertThat(line.waiting()).extracting(TurnRequest::token).isEqualTo(expected);
    }
  }

  private static Line carriedOver(Line line) throws JsonProcessingException {
    ModelState state =
        new ModelState(
            new ModelKey("w", "m"),
            ACCESS,
            null,
            line,
            List.of(),
            Champions.NONE,
            List.of(),
            List.of(),
            null);
    String json = Payloads.mapper().writeValueAsString(state);
    ModelState read = Payloads.mapper().readValue(json, ModelState.class);
    assertThat(read).isEqualTo(state);
    return read.line();
  }

  private static TurnRequest asks(int number) {
    String token = String.valueOf(number);
    return new TurnRequest(ACCESS, "m", "pipeline-" + token, token, "1", null, "ann");
  }
}
