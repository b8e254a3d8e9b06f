package dev.migratedeploy.plan;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.flyway.InfoTable;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.ValidateOutput;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens to a task that runs {@code flyway info validate}. */
public final class PlanReading implements DeployListener {
  private static final Pattern DATABASE = Pattern.compile("Database: (jdbc:\\S+) \\(.*\\)\\s*");

  private final InfoTable table = new InfoTable();
  private final ValidateOutput validation = new ValidateOutput();
  private Optional<LogSummary> log = Optional.empty();
  private Optional<MigrateOutputParser> heard = Optional.empty();
  private Optional<String> url = Optional.empty();

  @Override
  public void line(LogLine line) {
    Matcher database = DATABASE.matcher(line.text());
    if (database.matches()) {
      url = Optional.of(database.group(1));
    }
    table.line(line.text());
    validation.line(line.text());
  }

  @Override
  public void logEnded(LogSummary summary, MigrateOutputParser flyway) {
    log = Optional.of(summary);
    heard = Optional.of(flyway);
  }

  /** What Flyway's lines said; absent as long as the log has not ended. */
  Optional<MigrateOutputParser> heard() {
    return heard;
  }

  /** The database's URL, as Flyway prints it. */
  Optional<String> url() {
    return url;
  }

  ValidateOutput validation() {
    return validation;
  }

  /** Why what was read is not all that Flyway said; absent where it is. */
  Optional<String> gap() {
    if (log.filter(LogSummary::complete).isEmpty()) {
      return Optional.of(
          "the task's log is not complete" + log.map(read -> ": " + read.words()).orElse(""));
    }
    if (!table.isWhole()) {
      return Optional.of("the table of flyway info could not be read from the task's log");
    }
    return validation.isWhole()
        ? Optional.empty()
        : Optional.of("the result of flyway validate could not be read from the task's log");
  }

  /** The exit code that the log's end line tells. */
  Optional<Integer> exitCode() {
    return log.flatMap(LogSummary::end).map(end -> end.exitCode());
  }

  /** The plan; absent where the table did not come whole. */
  public Optional<Plan> plan(String environment, ScriptFolder scripts) {
    return table.isWhole()
        ? Optional.of(PlanReader.read(environment, table, validation, scripts))
        : Optional.empty();
  }
}
