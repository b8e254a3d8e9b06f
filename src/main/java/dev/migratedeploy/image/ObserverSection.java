package dev.migratedeploy.image;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.support.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads {@code observer:} and {@code locks:}, of the whole file and of one environment. */
public final class ObserverSection {
  /** Whether the observer goes into the image; of the whole file too. */
  public static final String OBSERVER = "observer";

  /** How long scripts wait for locks. */
  public static final String LOCKS = "locks";

  /** Its keys in an environment. */
  public static final Set<String> KEYS = Set.of(OBSERVER, LOCKS);

  private static final Set<String> LOCK_KEYS = Set.of("wait", "tries", "pause");

  private static final Constraint ON_OR_OFF =
      Constraint.matching("(?i)on|off|true|false", "on or off");
  private static final Constraint LOCKS_AS_WORD =
      Constraint.matching(
          "(?i)on|off|true|false", "off, or a section such as {wait: 5s, tries: 10, pause: 10s}");
  private static final Constraint TRIES =
      Constraint.matching("[1-9]\\d?|100", "a number from 1 to 100");

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Constraint WAIT =
      Constraint.of(
          text -> duration(text).filter(it -> within(SHORTEST_WAIT, it)).isPresent(),
          "a duration from 100ms to 10m, such as 5s");
  private static final Constraint PAUSE =
      Constraint.of(
          text -> duration(text).filter(it -> within(Duration.ZERO, it)).isPresent(),
          "a duration from 0s to 10m, such as 10s");

  private ObserverSection() {}

  /** What the whole file says for environments that say nothing; empty if it says nothing. */
  public static Optional<Boolean> ofAll(Section top) {
    return word(top, OBSERVER, ON_OR_OFF);
  }

  /**
   * Reads what an environment says; what is wrong becomes a problem of the file.
   *
   * @param ofAll what the whole file says
   * @param runsFlyway if not, there is nothing to observe, and to ask for it is a mistake
   */
  public static ObserverSettings read(
      Section environment, Optional<Boolean> ofAll, boolean runsFlyway) {
    Optional<Boolean> own = word(environment, OBSERVER, ON_OR_OFF);
    Optional<LockGuard> asked = locks(environment);
    boolean on = own.or(() -> ofAll).orElse(true);
    if (!runsFlyway) {
      String only = "is for Flyway, and image.entrypoint runs another tool; leave the key out";
      complainIf(own.orElse(false), environment, OBSERVER, () -> only);
      complainIf(asked.isPresent(), environment, LOCKS, () -> only);
      return ObserverSettings.OFF;
    }
    if (!on) {
      complainIf(
          asked.isPresent(),
          environment,
          LOCKS,
          () -> "needs the observer, which is off; set observer: on, or locks: off");
      return ObserverSettings.OFF;
    }
    return new ObserverSettings(
        true, isOff(environment) ? Optional.empty() : asked.or(() -> Optional.of(LockGuard.USUAL)));
  }

  private static boolean isOff(Section environment) {
    return isWord(environment) && !word(environment, LOCKS, LOCKS_AS_WORD).orElse(true);
  }

  /** What the environment asks for; empty if it says nothing or {@code off}. */
  private static Optional<LockGuard> locks(Section environment) {
    if (isWord(environment)) {
      return word(environment, LOCKS, LOCKS_AS_WORD).filter(on -> on).map(on -> LockGuard.USUAL);
    }
    Section locks = environment.section(LOCKS).knowing(LOCK_KEYS);
    return environment.keys().contains(LOCKS) && !locks.keys().isEmpty()
        ? Optional.of(
            new LockGuard(
                duration(locks, "wait", WAIT).orElse(LockGuard.USUAL.timeout()),
                locks
                    .optional("tries", TRIES)
                    .filter(text -> !text.isEmpty())
                    .map(Integer::valueOf)
                    .orElse(LockGuard.USUAL.tries()),
                duration(locks, "pause", PAUSE).orElse(LockGuard.USUAL.pause())))
        : Optional.empty();
  }

  private static boolean isWord(Section environment) {
    return environment.written(LOCKS).filter(text -> !text.startsWith("{")).isPresent();
  }

  private static Optional<Boolean> word(Section section, String key, Constraint rule) {
    return section
        .optional(key, rule)
        .filter(text -> !text.isEmpty())
        .map(text -> Set.of("on", "true").contains(text.toLowerCase(Locale.ROOT)));
  }

  private static Optional<Duration> duration(Section section, String key, Constraint rule) {
    return section.optional(key, rule).flatMap(ObserverSection::duration);
  }

  /** Also milliseconds, and none at all. */
  private static Optional<Duration> duration(String text) {
    if (text.matches("\\d{1,6}ms")) {
      return Optional.of(Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2))));
    }
    return text.matches("0s?") ? Optional.of(Duration.ZERO) : Durations.parse(text);
  }

  private static boolean within(Duration shortest, Duration duration) {
    return duration.compareTo(shortest) >= 0 && duration.compareTo(LONGEST) <= 0;
  }

  private static void complainIf(
      boolean wrong, Section section, String key, Supplier<String> message) {
    if (wrong) {
      section.complain(key, message.get());
    }
  }
}
