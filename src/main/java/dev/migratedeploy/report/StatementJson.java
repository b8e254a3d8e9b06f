package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is done.
 *
 * @param batch how many it stands for, with Flyway's option batch
 */
record StatementJson(
    int number,
    @Nullable Integer line,
    @Nullable String kind,
    long durationMs,
    @Nullable Long rows,
    @Nullable Integer batch) {
  static StatementJson of(StatementDone done) {
    return new StatementJson(
        done.at().number(),
        orNull(done.at().line()),
        orNull(done.at().kind()),
        done.time().toMillis(),
        orNull(done.rows()),
        orNull(done.batch()));
  }
}
