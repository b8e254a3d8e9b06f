package dev.migratedeploy.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.migratedeploy.support.JsonText;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record as JSON. In every file each key is always there, and null if nothing is known.
 */
final class JsonFile {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  private JsonFile() {}

  /** For people too: a line for each value. */
  static String pretty(Object document) {
    return written(JSON.writerWithDefaultPrettyPrinter(), document);
  }

  /** In one line, for what only programs read and may be long. */
  static String compact(Object document) {
    return written(JSON.writer(), document);
  }

  /** The name of a constant as the files write it: {@code out_of_order}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** As a component of a record. */
  @SuppressWarnings("NullAway") // null is what JSON calls an absent value
  static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }

  private static String written(ObjectWriter writer, Object document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a record of plain values can always be written", e);
    }
  }
}
