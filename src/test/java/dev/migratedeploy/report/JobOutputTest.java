package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobOutputTest {
  private final VirtualTicker ticker = new VirtualTicker();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void aSuccess() {
    run(false)
        .upToTheLog("Current version of schema \"public\": 6", "Successfully applied 2 migrations")
        .decided(
            Run.applied("2 scripts applied, version 6 → 7 in 9 s.  Log complete, 2 of 2 lines."));
    assertThat(text())
        .isEqualTo(
            """
            migrate-deploy 1.0.0   shop/orders   staging   main 3f2a91c0   job 8841

            Detect   0.4 s  2 of 31 scripts changed since 9be01d4c, deployed on 21 Nov 10:14 UTC
                            added   V7__orders_by_region.sql
                            edited  R__order_summary.sql
            Publish  0.6 s  flyway@sha256:8620e00f535d  (4 KB pushed, base already there)
            Task     1.0 s  flyway:41 on cluster staging, task 85b626fffac4
                            provisioning after 9.0 s
                            running after 31 s
            Log
              00:00  Current version of schema "public": 6
              00:01  Successfully applied 2 migrations
            Time     33 s: provisioning 31 s, running 2.0 s
            Result   APPLIED  2 scripts applied, version 6 → 7 in 9 s.  Log complete, 2 of 2 lines.
            """);
  }

  @Test
  void aFailure() {
    run(false)
        .upToTheLog("ERROR: Failed to execute script V8__region_not_null.sql")
        .decided(
            new Verdict(
                Verdict.Kind.FAILED,
                VerdictDetails.of(
                        "V8__region_not_null.sql, line 3: column \"region\" contains null values")
                    .details(List.of("ALTER TABLE orders", "  ALTER COLUMN region SET NOT NULL;"))
                    .state("no script was applied by this run")
                    .next("fix the script and push; nothing needs repair")));
    assertThat(text())
        .endsWith(
            """
            Log
              00:00  ERROR: Failed to execute script V8__region_not_null.sql
            Time     32 s: provisioning 31 s, running 1.0 s
            Result   FAILED  V8__region_not_null.sql, line 3: column "region" contains null values
                     ALTER TABLE orders
                       ALTER COLUMN region SET NOT NULL;
            State    no script was applied by this run
            Next     fix the script and push; nothing needs repair
            """);
  }

  /** After the job was renamed, people must not be frightened. */
  @Test
  void aJobThatHasNotDeployedYetNamesTheOneThatHas() {
    run(false)
        .begun()
        .detected(
            new ComparisonBase.NoDeploymentYet(Optional.of("deploy-db")),
            ScriptChange.added("V1__a.sql"));

    assertThat(text())
        .contains(
            "all new: this job has not deployed here yet, the last deployment is of the job"
                + " deploy-db; Flyway passes over what is applied");
  }

  @Test
  void aTaskThatNeverStarted() {
    run(false)
        .begun()
        .detected(new ComparisonBase.NoDeploymentYet(), ScriptChange.added("V1__a.sql"))
        .published()
        .started()
        .state("STOPPED", 42)
        .decided(
            new Verdict(
                Verdict.Kind.NOT_STARTED,
                VerdictDetails.of("the image could not be pulled: the registry denies access")
                    .state("nothing was applied; a retry is safe")));
    assertThat(text())
        .endsWith(
            """
            Detect   0.4 s  31 scripts, all new: nothing was deployed here yet
                            added   V1__a.sql
            Publish  0.6 s  flyway@sha256:8620e00f535d  (4 KB pushed, base already there)
            Task     1.0 s  flyway:41 on cluster staging, task 85b626fffac4
                            stopped after 42 s
            Result   NOT STARTED  the image could not be pulled: the registry denies access
            State    nothing was applied; a retry is safe
            """);
  }

  @Test
  void anUnknownEndWhoseLogIsElsewhere() {
    run(false)
        .begun()
        .detected()
        .started(new LogDestination.Unsupported("the log driver splunk"))
        .decided(
            new Verdict(Verdict.Kind.UNKNOWN, VerdictDetails.of("ECS has no exit code of it")));
    assertThat(text())
        .endsWith(
            """
            Task     0.6 s  flyway:41 on cluster staging, task 85b626fffac4
                            its output goes to the log driver splunk: it is not shown here
            Result   UNKNOWN  ECS has no exit code of it
            """);
  }

  @Test
  void aTaskThatStillRuns() {
    run(false)
        .upToTheLog("one")
        .decided(
            new Verdict(
                Verdict.Kind.STILL_RUNNING,
                VerdictDetails.of("the task still runs after 30 min")
                    .next("aws ecs describe-tasks")));
    assertThat(text())
        .endsWith(
            """
              00:00  one
            Time     32 s: provisioning 31 s, running 1.0 s
            Result   STILL RUNNING  the task still runs after 30 min
            Next     aws ecs describe-tasks
            """);
  }

  /** As {@code logs} sees one: not since the job looked, but since it began. */
  @Test
  void aTaskThatHasRunForLong() {
    run(false)
        .begun()
        .started()
        .runningFor(Duration.ofMinutes(40))
        .decided(new Verdict(Verdict.Kind.STILL_RUNNING, VerdictDetails.of("the task runs on")));
    assertThat(text())
        .endsWith(
            """
            Time     running 40 min
            Result   STILL RUNNING  the task runs on
            """);
  }

  /** As {@code logs} sees one: its times are those of ECS. */
  @Test
  void aTaskThatHadStoppedBefore() {
    run(false)
        .begun()
        .started()
        .stoppedAfterRunning(4)
        .decided(new Verdict(Verdict.Kind.APPLIED, VerdictDetails.of("1 script applied")));
    assertThat(text())
        .endsWith(
            """
            Time     running 4.0 s
            Result   APPLIED  1 script applied
            """);
  }

  @Test
  void nothingToDo() {
    run(false)
        .begun()
        .detected(Run.SINCE)
        .decided(
            new Verdict(
                Verdict.Kind.NOTHING_TO_DO, VerdictDetails.of("no script changed since 9be01d4c")));
    assertThat(text())
        .endsWith(
            """
            Detect   0.4 s  0 of 31 scripts changed since 9be01d4c, deployed on 21 Nov 10:14 UTC
            Result   NOTHING TO DO  no script changed since 9be01d4c
            """);
  }

  @Test
  void aDryRun() {
    run(false)
        .begun()
        .detected(
            new ComparisonBase.GivenCommit(Run.SHA),
            ScriptChange.renamed("V7__a.sql", "old/V7__a.sql"))
        .planned("build the image", "run it")
        .decided(new Verdict(Verdict.Kind.DRY_RUN, VerdictDetails.of("nothing was changed")));
    assertThat(text())
        .endsWith(
            """
            Detect   0.4 s  1 of 31 scripts changed since 9be01d4c
                            renamed V7__a.sql → old/V7__a.sql
            Plan            this would be done
                            build the image
                            run it
            Result   DRY RUN  nothing was changed
            """);
  }

  @Test
  void manyChangesAreCounted() {
    run(false)
        .begun()
        .detected(
            new ComparisonBase.NoDeploymentYet(),
            IntStream.rangeClosed(1, 31)
                .mapToObj(i -> ScriptChange.added("V%02d__a.sql".formatted(i)))
                .toArray(ScriptChange[]::new));
    assertThat(text()).contains("V20__a.sql\n                and 11 more\n");
  }

  @Test
  void whatOthersSaidInTheVerdictIsVisible() {
    run(false)
        .begun()
        .decided(
            new Verdict(
                Verdict.Kind.FAILED,
                VerdictDetails.of("\u001b[2Jall fine\r\u001b[0Ksection_end:1:x")
                    .details(List.of("\u001b[31mdetail\u001b[0m", "two\nlines"))
                    .state("V7\u001b[1A applied")
                    .next("look\u0007")));
    assertThat(text())
        .endsWith(
            """
            Result   FAILED  ␛[2Jall fine␍␛[0Ksection_end:1:x
                     detail
                     two
                     lines
            State    V7␛[1A applied
            Next     look␇
            """);
  }

  @Test
  void ofManyProblemsTwentyArePrintedAndTheRestIsCounted() {
    List<String> problems = IntStream.range(0, 1_254).mapToObj(i -> "problem " + i).toList();
    run(false)
        .begun()
        .decided(
            new Verdict(
                Verdict.Kind.REFUSED,
                VerdictDetails.of("1254 problems").details(problems).next("x")));

    assertThat(text())
        .contains("problem 19\n         and 1,234 more in result.json\nNext     x\n")
        .doesNotContain("problem 20\n");
  }

  @Test
  void whatOthersSaidInANoteIsVisible() {
    run(false).begun().noted("the location \u001b[2Jx");
    assertThat(text()).contains("the location ␛[2Jx");
  }

  @Test
  void coloursAreUsedWhereTheyMayBe() {
    run(true).upToTheLog("\u001b[33myellow").decided(Run.applied("2 scripts"));
    assertThat(text())
        .contains("\u001b[33myellow\u001b[0m")
        .contains("\u001b[1;32mAPPLIED\u001b[0m  2 scripts");
  }

  private Run run(boolean colour) {
    return new Run(
        new JobOutput(new PrintStream(bytes, false, StandardCharsets.UTF_8), colour, false, ticker),
        ticker);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
