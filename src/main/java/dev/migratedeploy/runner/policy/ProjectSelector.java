package dev.migratedeploy.runner.policy;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.runner.job.RunnerJob;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which projects an entry of the policy is for: a number, a full path, {@code group/*} for the
 * projects of one group, or {@code group/**} for those of its subgroups too. Several may fit; the
 * most exact one only counts.
 *
 * @param id of a path's project: a path can be given to another project, its number cannot
 */
record ProjectSelector(String written, Optional<Long> id) {
  private static final String PART = "[A-Za-z0-9_.][A-Za-z0-9_.-]*";

  static final Constraint RULE =
      Constraint.matching(
          "[1-9]\\d{0,17}|%1$s(?:/%1$s)+|%1$s(?:/%1$s)*/\\*\\*?".formatted(PART),
          "a project's number, its full path, or group/* or group/**");

  /** The most exact first. */
  static final Comparator<ProjectSelector> EXACT_FIRST =
      Comparator.comparing(ProjectSelector::isPattern)
          .thenComparing(selector -> !selector.isNumber())
          .thenComparing(Comparator.comparing(ProjectSelector::depth).reversed())
          .thenComparing(selector -> selector.written.endsWith("/**"));

  boolean isPattern() {
    return written.endsWith("*");
  }

  private boolean isNumber() {
    return written.matches("\\d+");
  }

  private long depth() {
    return written.chars().filter(character -> character == '/').count();
  }

  /**
   * By the whole of a group's name, with its slash: {@code shop/*} is not for {@code shopping/x}.
   */
  boolean isFor(RunnerJob job) {
    if (isNumber()) {
      return written.equals(Long.toString(job.projectId()));
    }
    if (!isPattern()) {
      return written.equals(job.projectPath());
    }
    String group = written.replaceFirst("(?<!\\*)\\*++$", "");
    return job.projectPath().startsWith(group)
        && (written.endsWith("/**") || job.projectPath().indexOf('/', group.length()) < 0);
  }
}
