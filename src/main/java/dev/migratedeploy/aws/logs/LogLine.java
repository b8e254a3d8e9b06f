package dev.migratedeploy.aws.logs;

import java.time.Instant;

/**
 * One line of the task's output, as the task wrote it: nothing is escaped or cut here.
 *
 * @param at when the log driver got it
 */
public record LogLine(Instant at, String text) {}
