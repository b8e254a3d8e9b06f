package dev.migratedeploy.rehearsal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The types of the records that Jackson does not know: each is a string, or null. */
final class WireModule extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  WireModule() {
    addSerializer(new OptionalSerializer());
    addDeserializer(Optional.class, new OptionalDeserializer());
    addText(Duration.class, Duration::toString, Duration::parse);
    addText(Path.class, Path::toString, Path::of);
    addText(Secret.class, Secret::reveal, Secret::of);
  }

  private <T> void addText(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(
        type,
        new StdSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(write.apply(value));
          }
        });
    addDeserializer(
        type,
        new FromStringDeserializer<T>(type) {
          @Override
          protected T _deserialize(String value, DeserializationContext context) {
            return read.apply(value);
          }
        });
  }
}
