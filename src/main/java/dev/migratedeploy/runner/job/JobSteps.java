package dev.migratedeploy.runner.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.HashSet;
import java.util.Set;

/**
 * What the Runner is going to do for a job, by {@code steps}, {@code run} and {@code hooks} of its
 * record. The driver works in the stage of the step {@code script} and in no other. A job that
 * consists of something else would end green without it, since the Runner would never come to that
 * stage, or ends there with a command of the Runner's own: {@code run:} arrives as a script that
 * starts its step-runner.
 */
final class JobSteps {
  private static final String SCRIPT = "script";

  /** {@code release:} and {@code after_script:} are not run, and the job's log says so. */
  private static final Set<String> KNOWN = Set.of(SCRIPT, "release", "after_script");

  private JobSteps() {}

  /** Refuses a job that is more, or less, than a script. */
  static void check(JsonNode job) {
    if (isGiven(job.path("run"))) {
      throw refused("run:, the steps of GitLab", "say script: in the job instead");
    }
    if (isGiven(job.path("hooks"))) {
      throw refused(
          "hooks:, " + names(job.path("hooks")),
          "leave hooks: out of the job; inherit: {default: false} keeps those of default: away");
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode step : job.path("steps")) {
      String name = step.path("name").asText("");
      if (!KNOWN.contains(name)) {
        throw refused(
            "a step " + LogSafe.quoted(name), "let the job have a script: and nothing else");
      }
      if (!seen.add(name)) {
        throw refused(
            "the step %s twice".formatted(LogSafe.quoted(name)), "let the job have one script:");
      }
    }
    if (!seen.contains(SCRIPT)) {
      throw new RefusedException(
          Problem.of(
              "the job has no script, and GitLab Runner asks the driver for nothing without one",
              "say script: in the job; what it says is not run"));
    }
  }

  /** Runner 17 has {@code run} as a text that holds JSON, Runner 19 as a list. */
  private static boolean isGiven(JsonNode node) {
    return node.isTextual()
        ? !node.textValue().isBlank() && !node.textValue().strip().equals("[]")
        : !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
  }

  private static String names(JsonNode hooks) {
    return LogSafe.quoted(hooks.path(0).path("name").asText(""));
  }

  private static RefusedException refused(String what, String next) {
    return new RefusedException(
        Problem.of(
            "the job asks for %s, and this runner runs nothing of the kind".formatted(what), next));
  }
}
