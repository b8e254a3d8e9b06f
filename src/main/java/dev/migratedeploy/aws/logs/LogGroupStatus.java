package dev.migratedeploy.aws.logs;

/** What one look for a log group gave. */
public sealed interface LogGroupStatus {
  /** It is there, and its streams may be read. */
  record There() implements LogGroupStatus {}

  /** It does not exist. */
  record Missing() implements LogGroupStatus {}

  /** It is there, of a class that takes logs, and whose streams nobody can read as they come. */
  record InfrequentAccess() implements LogGroupStatus {}

  /** AWS did not say. */
  record Unreadable(String reason) implements LogGroupStatus {}
}
