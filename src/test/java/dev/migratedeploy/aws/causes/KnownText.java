package dev.migratedeploy.aws.causes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A text that AWS or a registry was seen to say, with its source and what is expected of it.
 *
 * @param fields by name, as the resource's head explains them
 */
public record KnownText(Map<String, String> fields) {
  /** All texts of a resource, which are separated by empty lines. */
  public static List<KnownText> of(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(KnownText.class.getResourceAsStream(resource), resource)) {
      String all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.replaceAll("(?m)^#.*\\n?", "").split("\\n{2,}"))
          .map(String::strip)
          .filter(block -> !block.isEmpty())
          .map(KnownText::block)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KnownText block(String block) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : block.lines().toList()) {
      int colon = line.indexOf(": ");
      fields.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return new KnownText(fields);
  }

  /** A field that each text of the resource has. */
  public String get(String name) {
    return Objects.requireNonNull(fields.get(name), () -> name + " is missing in " + fields);
  }

  /** A field that not every text has. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  @Override
  public String toString() {
    return get("source") + ": " + get("says");
  }
}
