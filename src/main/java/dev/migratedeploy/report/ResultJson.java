package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code result.json}: the whole run, in the schema that the manual documents. */
record ResultJson(
    int schema,
    @JsonUnwrapped VerdictJson result,
    @JsonUnwrapped RunJson run,
    @JsonUnwrapped Time time,
    @JsonUnwrapped Parts parts,
    @Nullable ObservedJson observed,
    @Nullable FleetJson fleet) {
  private static final int SCHEMA = 1;

  /** When, in UTC, how long, and where the time went. */
  record Time(String startedAt, long durationMs, List<RunStations.Station> stations) {}

  /** What the run came to; null what it did not come to. */
  record Parts(
      @Nullable ScriptsJson scripts,
      @Nullable List<ConfigurationJson> configuration,
      @Nullable List<FindingJson> findings,
      @Nullable Image image,
      @Nullable TaskJson task,
      TaskJson.@Nullable Log log,
      @Nullable Database database) {
    static Parts of(RunSummary run) {
      return new Parts(
          orNull(run.changes().map(ScriptsJson::of)),
          orNull(
              run.changes().map(found -> ConfigurationJson.all(found.changes().configuration()))),
          orNull(run.findings().map(ScriptsChecked::findings).map(FindingJson::all)),
          orNull(run.image().map(Image::of)),
          orNull(run.task().map(task -> TaskJson.of(task, run.states()))),
          orNull(run.log().map(TaskJson.Log::of)),
          orNull(run.flyway().map(Database::of)));
    }
  }

  /** The image that the task ran. */
  record Image(String repository, String tag, String digest, boolean pushed) {
    static Image of(PublishedImage image) {
      return new Image(image.repository(), image.tag(), image.digest(), !image.alreadyThere());
    }
  }

  /** What Flyway said of the database. */
  record Database(
      @Nullable String versionBefore,
      @Nullable String versionAfter,
      List<String> applied,
      @Nullable String failed) {
    static Database of(MigrationResult flyway) {
      return new Database(
          orNull(flyway.versionBefore()),
          orNull(flyway.versionAfter()),
          flyway.applied(),
          orNull(flyway.failedMigration()));
    }
  }

  static String of(RunSummary run, Verdict verdict, Duration took) {
    return JsonFile.pretty(
            new ResultJson(
                SCHEMA,
                VerdictJson.of(verdict),
                RunJson.of(run.info()),
                new Time(run.startedAt().toString(), took.toMillis(), run.stations()),
                Parts.of(run),
                orNull(ObservedJson.of(run.observed())),
                orNull(run.fleet().outline().map(fleet -> FleetJson.of(fleet, run.fleet())))))
        + "\n";
  }
}
