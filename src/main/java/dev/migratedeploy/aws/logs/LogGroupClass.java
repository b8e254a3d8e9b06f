package dev.migratedeploy.aws.logs;

import java.util.Locale;

/**
 * What CloudWatch Logs says when a log group's class does not have an operation. A group of class
 * INFREQUENT_ACCESS takes a task's log, but GetLogEvents and FilterLogEvents do not read it
 * (CloudWatch Logs guide, "Log classes").
 */
final class LogGroupClass {
  private LogGroupClass() {}

  /** Whether an error's message says so; it comes in several wordings and under several codes. */
  static boolean isRefusedBy(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("log class")
        || words.contains("log-group-class")
        || words.contains("infrequent_access");
  }

  static String words(String group) {
    return "the log group "
        + group
        + " is of class INFREQUENT_ACCESS, which GetLogEvents cannot"
        + " read";
  }
}
