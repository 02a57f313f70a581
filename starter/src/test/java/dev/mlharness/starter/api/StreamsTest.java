package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StreamsTest {
  @Test
  void onePersonCannotTakeAllStreams() {
    Streams streams = new Streams(5, 2);
    streams.open("a");
    streams.open("a");
    assertThatThrownBy(() -> streams.open("a")).hasMessageContaining("You have 2 streams open");
    assertThatCode(() -> streams.open("b")).doesNotThrowAnyException();

    streams.close("a");
    assertThatCode(() -> streams.open("a")).doesNotThrowAnyException();
    assertThatThrownBy(() -> streams.open("a")).isInstanceOf(Refused.class);
  }

  @Test
  void allTogetherHaveNoMoreThanThereAre() {
    Streams streams = new Streams(2, 2);
    streams.open("a");
    streams.open("b");
    assertThatThrownBy(() -> streams.open("c")).hasMessageContaining("Too many streams");
    streams.close("a");
    assertThatCode(() -> streams.open("c")).doesNotThrowAnyException();
  }
}
