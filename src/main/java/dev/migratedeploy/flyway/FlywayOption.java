package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.Given;
import dev.migratedeploy.flyway.configuration.Parameter;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of Flyway's options as Flyway will read it.
 *
 * @param <T> what the value is
 */
public final class FlywayOption<T> {
  private final String name;
  private final T value;
  private final Optional<Given> given;

  private FlywayOption(String name, T value, Optional<Given> given) {
    this.name = name;
    this.value = value;
    this.given = given;
  }

  static <T> FlywayOption<T> of(
      Parameter parameter, T usual, Optional<Given> given, Function<Given, T> reading) {
    return new FlywayOption<>(
        parameter.id(), given.filter(Given::certain).map(reading).orElse(usual), given);
  }

  /** As Flyway's manual writes it, such as {@code outOfOrder}. */
  public String name() {
    return name;
  }

  /** Flyway's default if nothing is set, and where the value is not known. */
  public T value() {
    return value;
  }

  /** Whether any source sets it, with whatever value. */
  public boolean isSet() {
    return given.isPresent();
  }

  /** Whether the value is the one that Flyway gets; false if that comes from a secret. */
  public boolean isKnown() {
    return given.map(Given::certain).orElse(true);
  }

  /**
   * Where the value comes from in words: {@code flyway.toml line 3}, {@code FLYWAY_TARGET of the
   * task definition}, {@code the argument -target}, {@code Flyway's default}.
   */
  public String source() {
    return given.map(it -> it.source().get()).orElse("Flyway's default");
  }
}
