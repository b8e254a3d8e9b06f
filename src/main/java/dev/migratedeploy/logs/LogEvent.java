package dev.migratedeploy.logs;

import java.time.Instant;

/**
 * One event of a log stream.
 *
 * @param at when the log driver got it
 * @param message one line, or several where the driver was told to join them; without the last line
 *     end
 */
public record LogEvent(Instant at, String message) {}
