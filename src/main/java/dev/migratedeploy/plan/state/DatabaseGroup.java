package dev.migratedeploy.plan.state;

import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Databases of one environment that are in the same state.
 *
 * @param verdict on one of them; those on the others are of the same kind
 * @param plan what every script is to that one; absent if that could not be read
 * @param databases their names in alphabetical order; one at least
 */
public record DatabaseGroup(Verdict verdict, Optional<Plan> plan, List<String> databases) {
  public DatabaseGroup {
    databases = List.copyOf(databases);
  }

  /** The highest version that is applied; absent if none is, or if it is not known. */
  public Optional<String> version() {
    return plan.flatMap(Plan::version);
  }

  /** Such as {@code version 8} or {@code no version yet}; else the verdict, if that is all. */
  public String words() {
    return plan.isEmpty()
        ? verdict.title().toLowerCase(Locale.ROOT)
        : version().map(number -> "version " + number).orElse("no version yet");
  }
}
