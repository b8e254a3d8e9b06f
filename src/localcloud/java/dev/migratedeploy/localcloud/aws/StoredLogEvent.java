package dev.migratedeploy.localcloud.aws;

/**
 * A log event where it stands in its stream.
 *
 * @param ingestionTime when it becomes visible, in milliseconds since 1970, as is the timestamp
 */
record StoredLogEvent(long timestamp, long sequence, long ingestionTime, String message) {
  LogPosition position() {
    return new LogPosition(timestamp, sequence);
  }
}
