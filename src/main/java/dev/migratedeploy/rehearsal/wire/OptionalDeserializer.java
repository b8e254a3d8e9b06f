package dev.migratedeploy.rehearsal.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/** What is there, as what the property says that it is; null for nothing. */
final class OptionalDeserializer extends StdDeserializer<Optional<?>>
    implements ContextualDeserializer {
  @Serial private static final long serialVersionUID = 1L;

  private final JavaType content;

  /** For what is in it, whatever that is, until the property is known. */
  OptionalDeserializer() {
    this(TypeFactory.unknownType());
  }

  private OptionalDeserializer(JavaType content) {
    super(Optional.class);
    this.content = content;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, BeanProperty property) {
    return new OptionalDeserializer(context.getContextualType().containedType(0));
  }

  @Override
  public Optional<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
    return Optional.of(context.readValue(in, content));
  }

  @Override
  public Optional<?> getNullValue(DeserializationContext context) {
    return Optional.empty();
  }
}
