package dev.mlharness.activities.audit;

import dev.mlharness.access.Access;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where and as whom an activity acts, read from what it was called with. */
public final class CallAccess {
  private CallAccess() {}

  /** The access that an activity was given, by itself or within its request. */
  public static Optional<Access> of(Object[] arguments) {
    return Arrays.stream(arguments)
        .filter(Objects::nonNull)
        .flatMap(
            argument -> argument instanceof Access ? Stream.of(argument) : components(argument))
        .filter(Access.class::isInstance)
        .map(Access.class::cast)
        .findFirst();
  }

  private static Stream<Object> components(Object argument) {
    RecordComponent[] components = argument.getClass().getRecordComponents();
    return components == null
        ? Stream.empty()
        : Arrays.stream(components)
            .filter(component -> component.getType() == Access.class)
            .map(component -> value(component, argument));
  }

  private static Object value(RecordComponent component, Object argument) {
    try {
      return component.getAccessor().invoke(argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a request's access is public", e);
    }
  }
}
