package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.deploy.task.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the log of a task is read whose container has ended: a few times together with those of
 * others, and if its end line does not prove it whole by then, by itself.
 */
final class EndedLog {
  /** After each time that it was read together with others', and was not whole. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  /** No log has so many pages. */
  private static final int MOST_PAGES = 10_000;

  private enum Way {
    TOGETHER,
    ALONE,
    READ
  }

  private final List<Observation> pages = new ArrayList<>();
  private Way way = Way.TOGETHER;
  private int attempts;
  private Instant at = Instant.MIN;
  private boolean asked;

  /** Whether it is to be read now, together with others'. */
  boolean isWantedTogether(Instant now) {
    return way == Way.TOGETHER && !asked && !now.isBefore(at);
  }

  boolean isWantedAlone() {
    return way == Way.ALONE && !asked;
  }

  void asked() {
    asked = true;
  }

  /** It is whole, and its monitor has it. */
  void read() {
    asked = false;
    way = Way.READ;
  }

  /** It was read together with others', and is not whole. */
  void notWhole(Instant now) {
    asked = false;
    if (attempts == PAUSES.size()) {
      way = Way.ALONE;
    } else {
      at = now.plus(PAUSES.get(attempts));
      attempts++;
    }
  }

  /** Reading it together with others' is of no use. */
  void alone() {
    asked = false;
    way = way == Way.READ ? way : Way.ALONE;
  }

  /** Where reading it by itself goes on. */
  Optional<String> token(Optional<String> monitors) {
    return pages.isEmpty() ? monitors : Optional.of(((LogReading.Page) last().reading()).next());
  }

  private Observation.LogRead last() {
    return (Observation.LogRead) pages.get(pages.size() - 1);
  }

  /**
   * Takes in a page that was read by itself.
   *
   * @return what its monitor is to be told now: nothing as long as more is known to follow, or the
   *     time that is left for the log would cut it off in between
   */
  List<Observation> take(Observation.LogRead page) {
    asked = false;
    pages.add(page);
    if (leadsOn(page) && pages.size() < MOST_PAGES) {
      return List.of();
    }
    List<Observation> all = List.copyOf(pages);
    pages.clear();
    return all;
  }

  private static boolean leadsOn(Observation.LogRead read) {
    return read.reading() instanceof LogReading.Page page
        && !read.token().equals(Optional.of(page.next()));
  }
}
