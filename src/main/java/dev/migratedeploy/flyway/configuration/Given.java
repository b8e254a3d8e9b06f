package dev.migratedeploy.flyway.configuration;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one source says about one parameter.
 *
 * @param key from {@link Keys}
 * @param items one where {@code list} is false; empty if nothing is known of the value
 * @param list whether the source writes it as a list, as only TOML can
 * @param certain false if the value is, or refers to, something that only the container gets
 * @param source in words, such as {@code flyway.toml line 3}
 */
public record Given(
    String key, List<String> items, boolean list, boolean certain, Supplier<String> source) {
  public Given {
    items = List.copyOf(items);
  }

  static Given text(String key, String text, boolean certain, Supplier<String> source) {
    return new Given(key, List.of(text), false, certain, source);
  }

  static Given unknown(String key, Supplier<String> source) {
    return new Given(key, List.of(), false, false, source);
  }

  /** The value if it is no list, also if it is not certain. */
  public Optional<String> text() {
    return list ? Optional.empty() : items.stream().findFirst();
  }

  /** How a message shows it. */
  public String shown() {
    return String.join(",", items);
  }
}
