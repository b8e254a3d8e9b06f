package dev.migratedeploy.plan;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.observer.TableSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How large each table is in that of many databases where it is largest. */
final class LargestSizes {
  private final Map<String, TableSize> tables = new LinkedHashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private Optional<DatabaseSession> oldest = Optional.empty();
  private boolean told;

  void add(Sizes sizes) {
    told = true;
    sizes.tables().forEach(table -> tables.merge(table.table(), table, LargestSizes::larger));
    unknown.addAll(sizes.unknown());
    oldest =
        sizes.oldest().filter(session -> age(session).compareTo(age(oldest)) > 0).or(() -> oldest);
  }

  private static TableSize larger(TableSize one, TableSize other) {
    return one.bytes().orElse(-1L) >= other.bytes().orElse(-1L) ? one : other;
  }

  private static Duration age(Optional<DatabaseSession> session) {
    return session.map(LargestSizes::age).orElse(Duration.ZERO);
  }

  private static Duration age(DatabaseSession session) {
    return session.transaction().orElse(Duration.ZERO);
  }

  /** Empty if none has told any; a table that one of them has is there. */
  Optional<Sizes> all() {
    List<String> nowhere = new ArrayList<>(unknown);
    nowhere.removeAll(tables.keySet());
    return told
        ? Optional.of(new Sizes(List.copyOf(tables.values()), nowhere, oldest))
        : Optional.empty();
  }
}
