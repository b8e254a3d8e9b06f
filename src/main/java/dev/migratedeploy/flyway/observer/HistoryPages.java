package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryPage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of the schema history, while they come in. Only the last telling counts. */
final class HistoryPages {
  private static final int MOST_ROWS = 200_000;

  private final Map<Integer, HistoryPage> pages = new TreeMap<>();
  private int run;
  private int rows;
  private boolean cut;

  /** A line of a run came: what an earlier run told of the history is out of date. */
  void run(int number) {
    if (number > run) {
      run = number;
      clear();
    }
  }

  void add(int ofRun, HistoryPage page) {
    run(ofRun);
    if (ofRun < run) {
      return;
    }
    if (page.page() == 1
        || pages.values().stream().limit(1).anyMatch(other -> other.pages() != page.pages())) {
      clear();
    }
    rows += page.rows().size();
    if (rows > MOST_ROWS || pages.size() >= MOST_ROWS) {
      cut = true;
      return;
    }
    pages.put(page.page(), page);
  }

  private void clear() {
    pages.clear();
    rows = 0;
  }

  boolean isCut() {
    return cut;
  }

  /** All of it; absent if a page is missing. */
  Optional<ObservedHistory> whole() {
    Optional<HistoryPage> first = Optional.ofNullable(pages.get(1));
    if (cut || first.filter(page -> page.pages() == pages.size()).isEmpty()) {
      return Optional.empty();
    }
    List<HistoryRow> all =
        pages.values().stream()
            .flatMap(page -> page.rows().stream())
            .sorted(Comparator.comparing(HistoryRow::rank))
            .toList();
    return Optional.of(new ObservedHistory(first.get().table(), all));
  }
}
