package dev.mlharness.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Locale;

/** Enums as people write them in a recipe: {@code buffer_one}. */
final class EnumModule extends SimpleModule {
  EnumModule() {
    addSerializer(new Writer());
  }

  @SuppressWarnings("rawtypes") // Jackson finds one serializer for all enums by this raw type.
  private static final class Writer extends StdSerializer<Enum> {
    Writer() {
      super(Enum.class);
    }

    @Override
    public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.name().toLowerCase(Locale.ROOT));
    }
  }
}
