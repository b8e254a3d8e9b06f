package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.config.Constraint;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an AWS role, in the file and on the command line. */
public final class RoleArn {
  /** What to tell a user whose text is none, as in {@code expected …}. */
  public static final String ACCEPTED = "a role as arn:aws:iam::ACCOUNT:role/NAME";

  private static final Pattern FORM = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/\\S+");

  /** For a setting that holds one. */
  static final Constraint CONSTRAINT = Constraint.of(value -> parse(value).isPresent(), ACCEPTED);

  private RoleArn() {}

  /** The text itself; empty if it names no role. */
  public static Optional<String> parse(String text) {
    return Optional.of(text).filter(FORM.asMatchPredicate());
  }
}
