package dev.migratedeploy.changes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the scripts of this commit were compared with. */
public sealed interface ComparisonBase {
  /**
   * The last successful deployment to the environment.
   *
   * @param sha the commit that was deployed
   * @param finishedAt when its job ended, or else when GitLab last changed the deployment
   * @param id GitLab's number of the deployment
   * @param jobs the ids of the jobs of this and of earlier successful deployments, as far back as
   *     GitLab was asked
   * @param recorded the same with what GitLab recorded of each, the last one first
   */
  record LastDeployment(
      String sha, Instant finishedAt, long id, Set<String> jobs, List<RecordedJob> recorded)
      implements ComparisonBase {
    public LastDeployment {
      jobs = Set.copyOf(jobs);
      recorded = List.copyOf(recorded);
    }

    public LastDeployment(String sha, Instant finishedAt, long id, Set<String> jobs) {
      this(sha, finishedAt, id, jobs, List.of());
    }

    public LastDeployment(String sha, Instant finishedAt, long id) {
      this(sha, finishedAt, id, Set.of());
    }

    /** An earlier one, as if those after it were not there; empty if none is of that kind. */
    public Optional<LastDeployment> earlier(Predicate<RecordedJob> kind) {
      for (int i = 0; i < recorded.size(); i++) {
        RecordedJob found = recorded.get(i);
        if (kind.test(found)) {
          List<RecordedJob> before = recorded.subList(i, recorded.size());
          return Optional.of(
              new LastDeployment(
                  found.sha(),
                  found.finishedAt(),
                  found.deployment(),
                  before.stream().map(RecordedJob::job).collect(Collectors.toSet()),
                  before));
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A job whose success GitLab recorded as a deployment, whatever the job did.
   *
   * @param job its id
   * @param sha the commit that it ran on
   * @param deployment GitLab's number of the deployment
   * @param hasReports whether GitLab keeps files of it
   */
  record RecordedJob(
      String job, String sha, Instant finishedAt, long deployment, boolean hasReports) {}

  /** The commit that {@code --since} names. */
  record GivenCommit(String sha) implements ComparisonBase {}

  /**
   * Nothing was ever deployed by this job: every script is new.
   *
   * @param otherJob the one that has deployed last, as after the job was renamed
   */
  record NoDeploymentYet(Optional<String> otherJob) implements ComparisonBase {
    public NoDeploymentYet() {
      this(Optional.empty());
    }
  }

  /**
   * The last deployment's commit exists no more, as after a force push and housekeeping. Every
   * script counts as new, and Flyway's own history says what is pending.
   */
  record LostCommit(String sha) implements ComparisonBase {}
}
