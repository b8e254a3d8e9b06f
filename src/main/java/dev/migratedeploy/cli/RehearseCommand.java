package dev.migratedeploy.cli;

import dev.migratedeploy.report.ReportFiles;
import dev.migratedeploy.verdict.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate-deploy rehearse}: the new scripts on an empty database, before the merge. */
@Command(
    name = "rehearse",
    description =
        "Run the new scripts on an empty database that the job brings along, and say what each one"
            + " does: whether it fails, how long it takes, what it locks and rewrites, how the"
            + " schema changes. Nothing in AWS is asked or changed.",
    sortOptions = false)
final class RehearseCommand extends JobCommand {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "The empty database: postgresql://USER:PASSWORD@HOST:PORT/DATABASE, mysql:// or"
              + " mariadb://, also as a URL of JDBC; or embedded, if the tool was built with a"
              + " PostgreSQL.")
  private @Nullable String database;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      description =
          "Who logs in there, if the URL does not say it; the password is in the URL or in"
              + " MIGRATE_DEPLOY_DATABASE_PASSWORD.")
  private @Nullable String user;

  @Override
  void prepare(ReportFiles files) {
    files.ofRehearsal();
  }

  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring
        .rehearsal(new NamedDatabase(Optional.ofNullable(database), Optional.ofNullable(user)))
        .run();
  }
}
