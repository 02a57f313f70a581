package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.run.RunHandle;
import org.junit.jupiter.api.Test;

class CorrelationInterceptorTest {
  private static final Access ACCESS = new Access("prod-eu", "trainer");

  @Test
  void theAccessIsFoundByItselfAndWithinARequest() {
    assertThat(CorrelationInterceptor.access(new Object[] {ACCESS, "model"})).contains(ACCESS);
    assertThat(CorrelationInterceptor.access(new Object[] {new RunHandle(ACCESS, 1, "url", 0)}))
        .contains(ACCESS);
  }

  @Test
  void anActivityWithoutAccessHasNone() {
    assertThat(CorrelationInterceptor.access(new Object[] {"text", null})).isEmpty();
    assertThat(CorrelationInterceptor.access(new Object[0])).isEmpty();
  }
}
