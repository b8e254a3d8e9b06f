package dev.migratedeploy.flyway.observer;

import java.time.Duration;

/**
 * A line of the observer, read.
 *
 * @param run of Flyway in this container, from 1
 * @param number of the line in that run, from 1, without gaps
 * @param at since the observer of that run began
 */
public record ObserverLine(int run, int number, Duration at, ObserverEvent event) {
  /** Begins the log's first line if an observer runs; 16 hexadecimal digits follow. */
  static final String KEY_LINE = "[migrate-deploy] observer key=";

  /** Begins a line of the observer; the key, {@code ]}, a blank and one JSON object follow. */
  static final String PREFIX = "[migrate-deploy:";
}
