package dev.migratedeploy.verdict;

import java.util.List;

/**
 * Why a deployment did not begin, in the user's words. It never holds a secret: it ends up in the
 * job's log and in {@code result.json}. Each text is one line, whatever was put into it.
 *
 * @param cause one sentence without a full stop that says what was tried and why it failed, such as
 *     {@code could not read the settings db-migrations/migrate-deploy.yml: no such file}
 * @param details the single findings if there are several, such as one line for each wrong key of a
 *     file; often empty
 * @param next what the user should do now: a command, a setting, a permission by its exact name
 */
public record Problem(String cause, List<String> details, String next) {
  public Problem {
    cause = DisplayText.of(cause);
    details = DisplayText.bounded(details);
    next = DisplayText.of(next);
  }

  public static Problem of(String cause, String next) {
    return new Problem(cause, List.of(), next);
  }
}
