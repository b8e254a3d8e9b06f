package dev.migratedeploy.rehearsal.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.rehearsal.EngineRequest;

/** Writes and reads the lines: the request goes to the engine, its events come back. */
public final class EngineWire {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          // What a record says about itself is none of its parts.
          .setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .registerModule(new WireModule())
          .addMixIn(EngineRequest.Address.class, AddressByKind.class);

  private EngineWire() {}

  /** The only place where the password is written: into the pipe to the engine. */
  public static String line(EngineRequest request) {
    return write(request);
  }

  public static String line(EngineEvent event) {
    return write(event);
  }

  /** The request of such a line. */
  public static EngineRequest request(String line) throws JsonProcessingException {
    return MAPPER.readValue(line, EngineRequest.class);
  }

  /** The event of such a line. */
  public static EngineEvent event(String line) throws JsonProcessingException {
    return MAPPER.readValue(line, EngineEvent.class);
  }

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written: " + value.getClass(), e);
    }
  }
}
