package dev.migratedeploy.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of {@code flyway repair}. That failed migrations were removed it does not say on
 * most databases, only that it was not necessary ({@code DbRepair} and {@code
 * JdbcTableSchemaHistory} of flyway-core 12.4.0 and 13.0.0; the native connectors' {@code
 * RepairVerbExtension} has sentences of its own).
 */
final class RepairOutputParser {
  private static final Pattern FINISHED =
      Pattern.compile(
          "(?s)Successfully repaired schema history table .*|Repair of .* not needed, .*");
  private static final Pattern NOT_NECESSARY =
      Pattern.compile("(?s)Repair of failed migration in Schema History table .* not necessary.*");
  private static final Pattern NO_TABLE = Pattern.compile("(?s).* as table doesn't exist\\.");
  private static final String REALIGNING = "Repairing Schema History table for version ";
  private static final String DESCRIPTION = " (Description: ";
  private static final String TYPE = ", Type: ";
  private static final Pattern DELETED =
      Pattern.compile(
          "Repairing Schema History table for (version|description) \"(.+)\" \\(Marking as DELETED\\)"
              + " +\\.\\.\\.");

  private final List<String> realigned = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private boolean finished;
  private boolean nothingFailed;
  private boolean tableMissing;

  /** Takes in the next line of the log; on a pseudo-terminal it ends in a carriage return. */
  void line(String text) {
    if (!text.startsWith("Repair") && !text.startsWith("Successfully repaired")) {
      return;
    }
    if (realigned.size() + deleted.size() == MigrateOutputParser.MOST) {
      return;
    }
    String line = text.stripTrailing();
    Optional<String> realignment = realigned(line);
    Matcher deletion = DELETED.matcher(line);
    if (NOT_NECESSARY.matcher(line).matches()) {
      nothingFailed = true;
      tableMissing |= NO_TABLE.matcher(line).matches();
    } else if (realignment.isPresent()) {
      realigned.add(realignment.get());
    } else if (deletion.matches()) {
      deleted.add(
          deletion.group(1).equals("version") ? "V" + deletion.group(2) : deletion.group(2));
    } else if (FINISHED.matcher(line).matches()) {
      finished = true;
    }
  }

  /** Which migration a line is about, as a version or by its description. */
  private static Optional<String> realigned(String line) {
    int description = line.indexOf(DESCRIPTION);
    int type = line.lastIndexOf(TYPE);
    if (!line.startsWith(REALIGNING)
        || !line.endsWith("...")
        || description <= REALIGNING.length()
        || type < description + DESCRIPTION.length()) {
      return Optional.empty();
    }
    return name(line.substring(REALIGNING.length(), description))
        .or(() -> Optional.of(line.substring(description + DESCRIPTION.length(), type)));
  }

  /** What was said so far. */
  RepairOutput result() {
    return new RepairOutput(realigned, deleted, finished, finished && !nothingFailed, tableMissing);
  }

  /** A repeatable migration has no version, which Flyway prints as {@code null}. */
  private static Optional<String> name(String version) {
    return version.equals("null") ? Optional.empty() : Optional.of("V" + version);
  }
}
