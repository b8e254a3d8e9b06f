package dev.migratedeploy.runner.policy;

import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.runner.job.LogSafe;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.runner.policy.AuthorizationDecision.Granted;
import dev.migratedeploy.runner.policy.AuthorizationDecision.Refused;
import dev.migratedeploy.runner.token.VerifiedToken;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policy file of a runner's host. */
public final class Policy {
  static final String HOW_TO_GET_A_TOKEN =
      "id_tokens: {MIGRATE_DEPLOY_ID_TOKEN: {aud: …}}, with the audience of the runner's policy";

  private final URI gitLab;
  private final String issuer;
  private final String audience;
  private final List<ProjectRule> exactFirst;

  Policy(URI gitLab, String issuer, String audience, List<ProjectRule> exactFirst) {
    this.gitLab = gitLab;
    this.issuer = issuer;
    this.audience = audience;
    this.exactFirst = List.copyOf(exactFirst);
  }

  /**
   * Reads and checks a policy file that only its owner can write: root or this user. Placeholders
   * in it see no variable.
   *
   * @throws RefusedException with every problem of the file at once, or where others could have
   *     written it
   */
  public static Policy read(Path file) {
    Path checked = TrustedFile.check(file);
    return new YamlFile(
            checked,
            file.toString(),
            "the policy",
            false,
            "gitlab: and projects:",
            "name the file with --policy on the runner's host")
        .read(Map.of(), PolicyReader::read);
  }

  /**
   * The same for a job, whose log people of other projects may read: what is wrong with the file is
   * not told in detail.
   *
   * @throws RefusedException as above, without any line of the file
   */
  public static Policy readForJob(Path file) {
    try {
      return read(file);
    } catch (RefusedException e) {
      if (e.problem().details().isEmpty()) {
        throw e;
      }
      throw new RefusedException(
          Problem.of(
              e.problem().cause(),
              "on the runner's host, run migrate-deploy executor prepare by hand, which says what"
                  + " is wrong with it"));
    }
  }

  /** The GitLab instance, without a slash at the end: where its keys and git are. */
  public URI gitLab() {
    return gitLab;
  }

  /**
   * What the {@code iss} of ID tokens must be: GitLab's own address, unless it is set to another
   * one ({@code ci_id_tokens_issuer_url}).
   */
  public String issuer() {
    return issuer;
  }

  /** What the {@code aud} of ID tokens must be. */
  public String audience() {
    return audience;
  }

  /**
   * Whether the job may do what it wishes. Nothing is fetched for it.
   *
   * @param token where the job has one; a job whose token was refused must not come here
   */
  public AuthorizationDecision decide(RunnerJob job, Optional<VerifiedToken> token) {
    Optional<ProjectRule> rule =
        exactFirst.stream().filter(each -> each.selector().isFor(job)).findFirst();
    if (rule.isEmpty()) {
      return refused(
          "this runner's policy has nothing for the project " + job.projectWords(),
          "ask an administrator of the runner's host to add it to the policy's projects:");
    }
    if (rule.get().selector().id().filter(id -> id != job.projectId()).isPresent()) {
      return refused(
          "the project %s is not the one that the policy means by this path: that has another"
                  .formatted(job.projectWords())
              + " number",
          "ask an administrator of the runner's host to look at what happened to the path, and then at"
              + " the policy's id:");
    }
    Map<String, EnvironmentRule> environments = rule.get().environments();
    String names = String.join(", ", environments.keySet());
    Optional<String> wished = job.wish().environment();
    if (wished.isEmpty()) {
      return refused(
          "the job says no environment to deploy to",
          "say environment: NAME in the job; the policy has %s for this project".formatted(names));
    }
    return Optional.ofNullable(environments.get(wished.get()))
        .map(environment -> decide(job, token, environment))
        .orElseGet(
            () ->
                refused(
                    "the policy has no environment %s for the project %s, only %s"
                        .formatted(LogSafe.quoted(wished.get()), job.projectWords(), names),
                    "say environment: with one of these names in the job"));
  }

  private static AuthorizationDecision decide(
      RunnerJob job, Optional<VerifiedToken> token, EnvironmentRule rule) {
    Optional<AuthorizationDecision> refusal =
        rule.conditions()
            .objectionTo(job, token, rule.name())
            .map(
                objection ->
                    refused(
                        "the job may not deploy to %s: %s".formatted(rule.name(), objection.rule()),
                        objection.next()));
    return refusal
        .or(() -> Grant.objectionTo(job.wish(), rule))
        .orElseGet(() -> new Granted(new Grant(rule, job.wish())));
  }

  private static AuthorizationDecision refused(String cause, String next) {
    return new Refused(Problem.of(cause, next));
  }
}
