package dev.migratedeploy.plan;

import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;

/** What many databases are at, in a sentence. */
final class GroupMessages {
  private static final int NAMED = 3;
  private static final int MOST_GROUPS = 3;

  private final List<DatabaseGroup> groups;

  /** About groups, the largest first. */
  GroupMessages(List<DatabaseGroup> groups) {
    this.groups = List.copyOf(groups);
  }

  /** The first ones by name. */
  static String names(DatabaseGroup group) {
    return HumanReadable.some(group.databases(), NAMED);
  }

  /** Such as {@code 409 of 411 databases at version 8; at version 7: acme, beta}. */
  VerdictDetails shown() {
    int all = groups.stream().mapToInt(group -> group.databases().size()).sum();
    if (groups.size() <= 1) {
      return VerdictDetails.of(
          HumanReadable.count(all, "database")
              + groups.stream().findFirst().map(group -> ", " + group.words()).orElse(""));
    }
    DatabaseGroup largest = groups.get(0);
    List<String> parts = new ArrayList<>();
    parts.add(
        "%d of %s: %s"
            .formatted(
                largest.databases().size(), HumanReadable.count(all, "database"), largest.words()));
    groups.stream()
        .skip(1)
        .limit(MOST_GROUPS)
        .forEach(group -> parts.add(names(group) + ": " + group.words()));
    int others = groups.size() - 1 - MOST_GROUPS;
    if (others > 0) {
      parts.add(HumanReadable.count(others, "more state") + " above");
    }
    return VerdictDetails.of(String.join("; ", parts));
  }
}
