package dev.migratedeploy.localcloud.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where GetLogEvents goes on.
 *
 * @param forward towards newer events
 * @param position of the last event that was read; it is not read again
 */
record LogToken(boolean forward, LogPosition position) {
  private static final Pattern FORM = Pattern.compile("([fb])/(\\d{56})/s");

  static LogToken head() {
    return new LogToken(true, LogPosition.HEAD);
  }

  static LogToken tail() {
    return new LogToken(false, LogPosition.TAIL);
  }

  static LogToken parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw AwsError.invalidParameter("The specified nextToken is invalid.");
    }
    return new LogToken(form.group(1).equals("f"), LogPosition.parse(form.group(2)));
  }

  /** The same place under another name: what an empty page in mid-stream hands out. */
  LogToken renamed() {
    return new LogToken(forward, new LogPosition(position.timestamp(), position.sequence() + 1));
  }

  LogToken turned() {
    return new LogToken(!forward, position);
  }

  @Override
  public String toString() {
    return (forward ? "f/" : "b/") + position.digits() + "/s";
  }
}
