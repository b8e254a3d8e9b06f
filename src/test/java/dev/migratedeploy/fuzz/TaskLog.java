package dev.migratedeploy.fuzz;

import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The log's events, with a form feed between two of them, and what Flyway's parsers make of the
 * lines.
 */
final class TaskLog implements FuzzTarget.Reading {
  @Override
  public void of(String text) {
    MigrateOutputParser flyway = new MigrateOutputParser();
    List<LogEvent> events =
        Arrays.stream(text.split("\f", -1))
            .map(message -> new LogEvent(Instant.EPOCH, message))
            .toList();
    ObserverLogParser observer = new ObserverLogParser();
    StringBuilder seen = new StringBuilder();
    LogTail tail =
        new LogTail(
            line -> {
              seen.append(line.text());
              observer.line(line.text());
              flyway.line(line.text());
            });
    tail.take(new LogReading.Page(events, "a"));
    tail.take(new LogReading.Page(List.of(), "a"));
    tail.close();
    check(tail.summary(), text, seen.length());
    said(flyway.result());
    observer.result().isWhole();
  }

  private static void check(LogSummary summary, String text, int seen) {
    if (summary.lines() > text.length() + 1L || summary.lines() < 0 || seen > text.length()) {
      throw new AssertionError("lines that nobody wrote: " + summary.words());
    }
    Messages.checkLine(summary.words());
  }

  private static void said(MigrationResult flyway) {
    flyway.applied();
    flyway.versionBefore();
    flyway.versionAfter();
    flyway.executionTime();
    flyway.error().ifPresent(error -> error.sentence());
    flyway.table().rows();
    flyway.table().isWhole();
    flyway.validation().problems();
    flyway.repair().deleted();
    flyway.begun();
  }
}
