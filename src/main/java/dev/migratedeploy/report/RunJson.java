package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.deploy.event.RunInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was deployed to which environment; all null if the run did not come to know it. */
record RunJson(
    @Nullable String version,
    @Nullable String project,
    @Nullable String environment,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable String job) {
  static RunJson of(Optional<RunInfo> run) {
    return new RunJson(
        orNull(run.map(RunInfo::version)),
        orNull(run.map(RunInfo::project)),
        orNull(run.map(RunInfo::environment)),
        orNull(run.flatMap(RunInfo::ref)),
        orNull(run.map(RunInfo::commit)),
        orNull(run.flatMap(RunInfo::job)));
  }
}
