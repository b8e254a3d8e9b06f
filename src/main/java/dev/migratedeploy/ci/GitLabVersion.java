package dev.migratedeploy.ci;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitLab's own version, as {@code CI_SERVER_VERSION} says it, such as {@code 18.2.1-ee}. */
public record GitLabVersion(int major, int minor, int patch) implements Comparable<GitLabVersion> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

  /** Empty where the variable is missing or is of another form. */
  public static Optional<GitLabVersion> of(Map<String, String> variables) {
    return Optional.ofNullable(variables.get("CI_SERVER_VERSION"))
        .map(String::strip)
        .flatMap(GitLabVersion::parse);
  }

  static Optional<GitLabVersion> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new GitLabVersion(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                form.group(3) == null ? 0 : Integer.parseInt(form.group(3))))
        : Optional.empty();
  }

  public boolean isBefore(int itsMajor, int itsMinor) {
    return compareTo(new GitLabVersion(itsMajor, itsMinor, 0)) < 0;
  }

  /**
   * Whether the pipeline of a fork's merge request can have the {@code sub} of the parent's branch
   * of the same name (GitLab's issues 548165 and 561735).
   */
  public boolean letsForksLookLikeBranches() {
    return isBefore(18, 0)
        || (major == 18 && minor == 0 && patch < 6)
        || (major == 18 && minor == 1 && patch < 4)
        || (major == 18 && minor == 2 && patch < 2);
  }

  @Override
  public int compareTo(GitLabVersion other) {
    return Comparator.comparingInt(GitLabVersion::major)
        .thenComparingInt(GitLabVersion::minor)
        .thenComparingInt(GitLabVersion::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
