package dev.migratedeploy.aws.logs;

import java.time.Instant;

/**
 * One event of a log stream.
 *
 * @param at when the log driver got it
 * @param message one line, a part of one that is too long for an event, or several lines where the
 *     driver was told to join them, with or without the last one's line feed
 */
public record LogEvent(Instant at, String message) {}
