package dev.migratedeploy.aws.logs;

import dev.migratedeploy.aws.ecs.RunningTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The logs of many tasks, of which one call reads up to a hundred. */
@FunctionalInterface
public interface ManyLogs {
  /** How many streams one call may name (API_FilterLogEvents). */
  int MOST_TASKS = 100;

  /**
   * What is asked for.
   *
   * @param tasks at most {@link #MOST_TASKS}
   * @param pattern words that each line must hold, in a row; absent: every line
   * @param since no line before it; absent: from the start
   * @param token from the page before; absent: the first page
   */
  record Query(
      List<RunningTask> tasks,
      Optional<String> pattern,
      Optional<Instant> since,
      Optional<String> token) {
    public Query {
      tasks = List.copyOf(tasks);
    }
  }

  /** Reads the next page; never throws for a failed call. */
  ManyLogsReading read(Query query);
}
