package dev.migratedeploy.runner.policy;

import dev.migratedeploy.runner.job.JobRef;
import dev.migratedeploy.runner.job.LogSafe;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.runner.token.VerifiedToken;
import java.util.List;
import java.util.Optional;

/**
 * What a job must be to deploy to an environment.
 *
 * @param branches which it may run on
 * @param tags which it may run on
 * @param protectedOnly whether GitLab must say that the branch or tag is protected
 * @param tokenRequired whether GitLab itself must have signed what the job is and where it deploys
 * @param protectedEnvironment whether GitLab must have signed that the environment is protected
 * @param jobs the names that it may have; any if there are none
 */
record Conditions(
    List<RefPattern> branches,
    List<RefPattern> tags,
    boolean protectedOnly,
    boolean tokenRequired,
    boolean protectedEnvironment,
    List<String> jobs) {

  /** What stands against it, with what to change. */
  record Objection(String rule, String next) {}

  Optional<Objection> objectionTo(
      RunnerJob job, Optional<VerifiedToken> token, String environment) {
    return ref(job.ref())
        .or(() -> protection(job.ref(), token))
        .or(() -> jobName(job.name()))
        .or(() -> token(token, environment));
  }

  /** A merge request's pipeline runs what nobody has reviewed, from a fork at times: never. */
  private Optional<Objection> ref(JobRef ref) {
    List<RefPattern> allowed =
        switch (ref.kind()) {
          case BRANCH -> branches;
          case TAG -> tags;
          case MERGE_REQUEST, OTHER -> List.of();
        };
    if (allowed.stream().anyMatch(pattern -> pattern.matches(ref.name()))) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            "it runs on %s, and the policy takes %s".formatted(ref.words(), refs()),
            "run it in a pipeline of such a branch or tag"));
  }

  private String refs() {
    if (tags.isEmpty()) {
      return "the branches " + branches;
    }
    return branches.isEmpty()
        ? "the tags " + tags
        : "the branches %s and the tags %s".formatted(branches, tags);
  }

  private Optional<Objection> protection(JobRef ref, Optional<VerifiedToken> token) {
    if (!protectedOnly) {
      return Optional.empty();
    }
    Optional<Boolean> known = ref.isProtected().or(() -> token.map(VerifiedToken::refProtected));
    if (known.isEmpty()) {
      return Optional.of(
          new Objection(
              "this GitLab does not say whether %s is protected".formatted(ref.words()),
              "give the job an ID token, which says it: " + Policy.HOW_TO_GET_A_TOKEN));
    }
    return known.get()
        ? Optional.empty()
        : Optional.of(
            new Objection(
                "%s is not protected in GitLab, and the policy asks for that"
                    .formatted(ref.words()),
                "protect it in the project's settings, or run the job on one that is"));
  }

  private Optional<Objection> jobName(String name) {
    return jobs.isEmpty() || jobs.contains(name)
        ? Optional.empty()
        : Optional.of(
            new Objection(
                "the job is named %s, and the policy takes only jobs named %s"
                    .formatted(LogSafe.quoted(name), String.join(", ", jobs)),
                "give it that name"));
  }

  private Optional<Objection> token(Optional<VerifiedToken> token, String environment) {
    if (token.isEmpty()) {
      return tokenRequired
          ? Optional.of(
              new Objection(
                  "the policy asks for an ID token, and the job has none",
                  "give it one: " + Policy.HOW_TO_GET_A_TOKEN))
          : Optional.empty();
    }
    Optional<String> signed = token.get().environment();
    // Of a job without environment: a token does not say where it deploys to.
    if ((tokenRequired || signed.isPresent()) && !signed.equals(Optional.of(environment))) {
      return Optional.of(
          new Objection(
              "GitLab has signed that the job's environment is %s"
                  .formatted(signed.map(LogSafe::quoted).orElse("none")),
              "say environment: %s in the job".formatted(environment)));
    }
    if (protectedEnvironment && !token.get().environmentProtected()) {
      return Optional.of(
          new Objection(
              "the environment is not protected in GitLab, and the policy asks for that",
              "protect it in the project's settings"));
    }
    return Optional.empty();
  }
}
