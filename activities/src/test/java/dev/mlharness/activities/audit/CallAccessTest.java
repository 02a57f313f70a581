package dev.mlharness.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.run.RunHandle;
import org.junit.jupiter.api.Test;

class CallAccessTest {
  private static final Access ACCESS = new Access("prod-eu", "trainer");

  @Test
  void theAccessIsFoundByItselfAndWithinARequest() {
    assertThat(CallAccess.of(new Object[] {ACCESS, "model"})).contains(ACCESS);
    assertThat(CallAccess.of(new Object[] {new RunHandle(ACCESS, 1, "url", 0)})).contains(ACCESS);
  }

  @Test
  void anActivityWithoutAccessHasNone() {
    assertThat(CallAccess.of(new Object[] {"text", null})).isEmpty();
    assertThat(CallAccess.of(new Object[0])).isEmpty();
  }
}
