package dev.migratedeploy.rehearsal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/** What is there, or null. */
final class OptionalSerializer extends StdSerializer<Optional<?>> {
  @Serial private static final long serialVersionUID = 1L;

  OptionalSerializer() {
    super(Optional.class, false);
  }

  @Override
  public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    if (value.isPresent()) {
      provider.defaultSerializeValue(value.get(), out);
    } else {
      out.writeNull();
    }
  }
}
