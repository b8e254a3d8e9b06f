package dev.migratedeploy.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.migratedeploy.gitlab.ArtifactFile;
import dev.migratedeploy.gitlab.JobDeployment.Archive;
import dev.migratedeploy.history.DeployHistory.Period;
import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.verdict.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadHistoryTest {
  private final Past gitLab = new Past();

  @Test
  void aRetryBelongsToTheDeploymentThatItTriesAgain() {
    gitLab
        .job(1, 0, "failed", Past.report(1, "FAILED", 1, ""))
        .job(2, 5, "success", Past.applied(2, "V7__a.sql", 100))
        .job(1, 10, "success", Past.applied(1, "V6__a.sql", 100));

    assertThat(gitLab.history().deployments())
        .extracting(it -> it.tries().size(), it -> it.last().verdict())
        .containsExactly(tuple(1, "APPLIED"), tuple(2, "APPLIED"));
  }

  @Test
  void theOrderIsThatInWhichTheJobsRanAndNotThatOfTheirPipelines() {
    gitLab
        .job(1, 90, "success", Past.applied(1, "V6__a.sql", 100))
        .job(2, 30, "success", Past.report(2, "NOTHING TO DO", 0, ""));

    assertThat(gitLab.history().deployments())
        .extracting(it -> it.last().verdict())
        .containsExactly("NOTHING TO DO", "APPLIED");
  }

  @Test
  void aJobThatNobodyHasStartedIsCountedAndNoDeployment() {
    gitLab
        .notRun(1, "created")
        .notRun(2, "blocked")
        .notRun(3, "skipped")
        .notRun(4, "canceled")
        .job(5, 10, "success", Past.applied(5, "V6__a.sql", 100))
        .by("deploy-app")
        .notRun(5, "created");

    DeployHistory history = gitLab.history();

    assertThat(history.deployments()).hasSize(1);
    assertThat(history.leftOut().notRun()).isEqualTo(4);
    assertThat(history.leftOut().otherJobs()).isEmpty();
  }

  /** Such as one that no runner took. */
  @Test
  void aJobThatFailedBeforeItBeganIsADeployment() {
    gitLab.notRun(1, "failed");

    assertThat(gitLab.history().deployments())
        .extracting(it -> it.last().end())
        .containsExactly(DeployTry.End.RED);
  }

  @Test
  void whatRunsAgainAfterAGreenOneIsADeploymentOfItsOwn() {
    gitLab
        .job(1, 0, "success", Past.applied(1, "V6__a.sql", 100))
        .job(1, 5, "success", Past.report(1, "NOTHING TO DO", 0, ""));

    assertThat(gitLab.history().deployments()).hasSize(2);
  }

  @Test
  void deploymentsOfOtherJobsAreCountedAndLeftOut() {
    gitLab
        .job(1, 0, "success", Past.applied(1, "V6__a.sql", 100))
        .by("deploy-app")
        .job(2, 1, "success", "{}")
        .job(3, 2, "failed", "{}");

    DeployHistory history = gitLab.history();

    assertThat(history.job()).contains(Past.JOB);
    assertThat(history.deployments()).hasSize(1);
    assertThat(history.leftOut().otherJobs()).containsOnly(Map.entry("deploy-app", 2));
  }

  @Test
  void aProjectWhoseJobsSpeakOfNothingLikeItIsAskedToNameOne() {
    gitLab.by("ship").job(1, 0, "success", Past.applied(1, "V6__a.sql", 100));

    assertThatThrownBy(gitLab::history)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("none of the jobs that have deployed to production")
        .hasMessageContaining("ship");
    assertThat(gitLab.history(Optional.of("ship")).deployments()).hasSize(1);
    assertThatThrownBy(() -> gitLab.history(Optional.of("shop")))
        .hasMessage("no job shop has deployed to production in this period, only ship");
  }

  @Test
  void aProjectWithoutDeploymentsHasAnEmptyHistory() {
    assertThat(gitLab.history().deployments()).isEmpty();
  }

  @Test
  void anEnvironmentThatGitLabDoesNotKnowIsRefusedWithThoseThatItKnows() {
    gitLab.job(1, 0, "success", Past.applied(1, "V6__a.sql", 100));
    ReadHistory reading =
        new ReadHistory(
            gitLab,
            new DeployJob(Optional.empty(), Optional.empty()),
            List.of("migrate-deploy-report/result.json"),
            (done, all) -> {});

    assertThatThrownBy(() -> reading.of("prodction", new Period(Past.BEGIN, Past.BEGIN)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("GitLab has no environment prodction");
    assertThat(reading.of("staging", new Period(Past.BEGIN, Past.BEGIN)).deployments()).isEmpty();
  }

  @Test
  void whatIsNotThereOrCannotBeReadIsSaidAndNotGuessed() {
    gitLab
        .job(1, 0, "success", new ArtifactFile.Absent(), Archive.EXPIRED)
        .job(2, 5, "success", new ArtifactFile.Absent(), Archive.KEPT)
        .job(3, 10, "failed", new ArtifactFile.Absent(), Archive.NONE)
        .job(4, 15, "success", "<!DOCTYPE html><title>Sign in</title>")
        .job(5, 20, "success", "[1,2]")
        .job(6, 25, "success", Past.applied(1, "V6__a.sql", 100))
        .job(
            7,
            30,
            "success",
            new ArtifactFile.Unreadable("it is larger than 16 MiB"),
            Archive.KEPT);

    DeployHistory history = gitLab.history();

    assertThat(history.tries())
        .extracting(it -> it.report().word())
        .containsExactly(
            "expired",
            "missing",
            "missing",
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable");
    assertThat(new HistoryFigures(history).failures().rate()).isEmpty();
    assertThat(new HistoryFigures(history).reports())
        .isEqualTo(new ReportCounts(0, 0, 0, 1, 2, 4, Optional.of("it is not JSON")));
  }

  @Test
  void theLeadTimeBeginsWithTheMergeAndElseWithTheCommit() {
    gitLab
        .committedAt(Past.BEGIN.plus(Duration.ofMinutes(40)))
        .mergedAt(1, Past.BEGIN.plus(Duration.ofMinutes(50)))
        .job(1, 60, "success", Past.applied(1, "V6__a.sql", 100))
        .job(2, 70, "success", Past.applied(2, "V7__a.sql", 100))
        .job(3, 80, "success", Past.report(3, "NOTHING TO DO", 0, ""))
        .job(4, 90, "failed", Past.report(4, "FAILED", 1, ""));

    assertThat(gitLab.history().deployments())
        .extracting(PastDeployment::lead)
        .containsExactly(
            Optional.of(new LeadTime(Duration.ofMinutes(11), LeadTime.From.MERGE)),
            Optional.of(new LeadTime(Duration.ofMinutes(31), LeadTime.From.COMMIT)),
            Optional.empty(),
            Optional.empty());
  }

  /** Its merge request was merged after the deploy; no clock is wrong. */
  @Test
  void whatABranchDeployedBeforeItsMergeCountsFromItsCommit() {
    gitLab
        .committedAt(Past.BEGIN)
        .mergedAt(1, Past.BEGIN.plus(Duration.ofDays(3)))
        .job(1, 60, "success", Past.applied(1, "V6__a.sql", 100));

    assertThat(gitLab.history().deployments())
        .extracting(PastDeployment::lead)
        .containsExactly(Optional.of(new LeadTime(Duration.ofMinutes(61), LeadTime.From.COMMIT)));
  }

  @Test
  void aCommitThatIsDeployedAgainHasNoLeadTime() {
    gitLab
        .mergedAt(1, Past.BEGIN)
        .mergedAt(2, Past.BEGIN)
        .job(1, 10, "success", Past.applied(1, "R__a.sql", 100))
        .job(2, 20, "failed", Past.report(2, "FAILED", 1, ""))
        .job(2, 30, "success", Past.applied(2, "V7__a.sql", 100))
        .job(1, 30_000, "success", Past.applied(1, "R__a.sql", 100));

    assertThat(gitLab.history().deployments())
        .extracting(it -> it.lead().map(LeadTime::time))
        .containsExactly(
            Optional.of(Duration.ofMinutes(11)),
            Optional.of(Duration.ofMinutes(31)),
            Optional.empty());
  }
}
