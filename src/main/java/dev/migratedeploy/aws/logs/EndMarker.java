package dev.migratedeploy.aws.logs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line with which the image's entrypoint ends the log.
 *
 * @param exitCode of the migration, as the entrypoint saw it
 * @param lines how many lines were written before this one
 */
public record EndMarker(int exitCode, long lines) {
  /** On a pseudo-terminal every line ends in a carriage return. */
  private static final Pattern FORM =
      Pattern.compile("\\[migrate-deploy\\] end exit=(\\d{1,3}) lines=(\\d{1,18})\\r?");

  /** The end line in a line of output, if it is one. */
  public static Optional<EndMarker> in(String line) {
    Matcher form = FORM.matcher(line);
    return form.matches()
        ? Optional.of(new EndMarker(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }
}
