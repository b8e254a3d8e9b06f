package dev.migratedeploy.doctor;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.AccessToken;
import dev.migratedeploy.gitlab.GitLabTokens;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The token for GitLab, and whether it opens what a deploy reads there.
 *
 * @param expiresWithin how long it has to last, or it is an error; empty if that is only warned of
 */
public record GitLabCheck(
    CiContext ci,
    GitLabTokens tokens,
    Deployments gitLab,
    Instant now,
    Optional<Period> expiresWithin) {
  private static final String TOKEN = "GitLab token";
  private static final String ROTATE =
      "rotate it in the project's settings, and set GITLAB_TOKEN to the new one";
  private static final String COMMIT = "commit";
  private static final Period WARNING = Period.ofDays(14);

  private static String sooner(Period within) {
    return ", in fewer than the "
        + HumanReadable.count(within.get(ChronoUnit.DAYS), "day")
        + " of --expires-within";
  }

  /** Looks at the token itself. */
  public void token(Checklist list) {
    if (ci.token().isEmpty()) {
      jobToken(list);
      return;
    }
    list.find(TOKEN, tokens::self)
        .ifPresent(
            known ->
                known.ifPresentOrElse(
                    token -> weigh(list, token),
                    () ->
                        list.warning(
                            TOKEN,
                            "GITLAB_TOKEN is none that GitLab tells the scopes of",
                            "the next two lines say whether it is enough")));
  }

  /** What there is without GITLAB_TOKEN. */
  private void jobToken(Checklist list) {
    if (expiresWithin.isPresent()) {
      list.error(
          TOKEN,
          Problem.of(
              "GITLAB_TOKEN is not set, so it cannot be told when it expires",
              "set it; a protected variable is set only for branches that are protected, too"));
    } else {
      list.look(
          TOKEN,
          tokens::job,
          job -> "CI_JOB_TOKEN of the job " + job + ": it detects, and comments nothing");
    }
  }

  /**
   * Looks whether the deployments and the commit's scripts can be read.
   *
   * @param folder of the scripts, from the repository's root
   */
  public void reading(Checklist list, String environment, String folder) {
    list.look(
        "deployments",
        () -> gitLab.lastSuccessful(ci.environmentName().orElse(environment), ci.jobName()),
        last ->
            last.map(it -> "the last one to " + environment + " by this job was of " + it.sha())
                .orElse("none to " + environment + " by this job yet: every script is new"));
    list.find(COMMIT, () -> gitLab.blobsOf(ci.commitSha(), CommitPaths.below(folder)))
        .ifPresent(files -> weigh(list, files, folder));
  }

  private void weigh(Checklist list, Optional<Map<String, String>> files, String folder) {
    files.ifPresentOrElse(
        found -> list.ok(COMMIT, "can be read; files in " + folder + ": " + found.size()),
        () ->
            list.warning(
                COMMIT,
                "GitLab does not know the commit " + ci.commitSha(),
                "set CI_COMMIT_SHA to a commit that has been pushed"));
  }

  /** What a token may do is told by what it can do. */
  private boolean reads() {
    try {
      gitLab.lastSuccessful(ci.environmentName().orElse("production"), ci.jobName());
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private void weigh(Checklist list, AccessToken token) {
    String words = "GITLAB_TOKEN \"" + token.name() + "\"";
    if (!token.saysThatItReadsTheApi() && !reads()) {
      list.error(
          TOKEN,
          Problem.of(
              words + " has the scopes " + token.scopeWords() + ", not read_api",
              "create a project access token with role Reporter and scope read_api (api, if"
                  + " merge requests are to be commented), and set it as the masked variable"
                  + " GITLAB_TOKEN"));
      return;
    }
    Instant needed = now.plus(expiresWithin.orElse(WARNING));
    // GitLab's day is in UTC, and the token is no longer good from its first second on.
    Optional<LocalDate> soon =
        token
            .expiresAt()
            .filter(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(needed));
    String scopes = words + ", scopes " + token.scopeWords();
    soon.ifPresentOrElse(
        day -> {
          String says = scopes + ", expires on " + day;
          expiresWithin.ifPresentOrElse(
              within -> list.error(TOKEN, Problem.of(says + sooner(within), ROTATE)),
              () -> list.warning(TOKEN, says, ROTATE));
        },
        () ->
            list.ok(
                TOKEN, scopes + token.expiresAt().map(day -> ", expires on " + day).orElse("")));
  }
}
