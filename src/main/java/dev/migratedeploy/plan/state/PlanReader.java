package dev.migratedeploy.plan.state;

import dev.migratedeploy.flyway.InfoRow;
import dev.migratedeploy.flyway.InfoTable;
import dev.migratedeploy.flyway.ValidateOutput;
import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.flyway.ValidationProblem.Kind;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what Flyway's table, its validation and the scripts folder say. */
public final class PlanReader {
  /** Rows of these categories are scripts that a deploy would run. */
  private static final Set<String> SCRIPTS = Set.of("Versioned", "Repeatable", "Baseline");

  /** Rows in these states stand for what is neither there nor to come. */
  private static final Set<String> GONE = Set.of("Deleted", "Undone", "Superseded");

  private static final Comparator<PlannedScript> IN_ORDER =
      Comparator.<PlannedScript>comparingInt(script -> script.version().isPresent() ? 0 : 1)
          .thenComparing(PlanReader::byVersion)
          .thenComparing(PlannedScript::description);

  private final ScriptPaths paths;
  private final Set<ValidationProblem> problems;

  private PlanReader(ScriptFolder scripts, ValidateOutput validation) {
    this.paths = ScriptPaths.of(scripts);
    this.problems = new HashSet<>(validation.problems());
  }

  /** The plan for an environment. */
  public static Plan read(
      String environment, InfoTable table, ValidateOutput validation, ScriptFolder scripts) {
    PlanReader reader = new PlanReader(scripts, validation);
    Map<List<String>, List<InfoRow>> bySubject = new LinkedHashMap<>();
    table.rows().stream()
        .filter(row -> SCRIPTS.contains(row.category()) && !GONE.contains(row.state()))
        .forEach(
            row ->
                bySubject
                    .computeIfAbsent(
                        List.of(row.category(), row.subject()), unused -> new ArrayList<>())
                    .add(row));
    return new Plan(
        environment,
        table.schemaVersion(),
        table.historyMissing(),
        bySubject.values().stream().map(reader::script).sorted(IN_ORDER).toList());
  }

  /** The file that a complaint is about, or else what Flyway calls it. */
  public static String name(ValidationProblem problem, ScriptFolder scripts) {
    ScriptPaths paths = ScriptPaths.of(scripts);
    Optional<String> version = Version.parse(problem.subject()).map(Version::text);
    return version.isPresent()
        ? paths.find("Versioned", version, "").orElse("V" + version.get())
        : paths.find("Repeatable", version, problem.subject()).orElse(problem.subject());
  }

  private static int byVersion(PlannedScript one, PlannedScript other) {
    Optional<Version> first = one.version().flatMap(Version::parse);
    Optional<Version> second = other.version().flatMap(Version::parse);
    return first.isPresent() && second.isPresent() ? first.get().compareTo(second.get()) : 0;
  }

  /** One script may have several rows: a repeatable one has one for each time it was applied. */
  private PlannedScript script(List<InfoRow> rows) {
    InfoRow last = rows.get(rows.size() - 1);
    return new PlannedScript(
        paths.find(last.category(), last.version(), last.description()),
        last.version(),
        last.description(),
        state(last),
        rows.stream()
            .map(InfoRow::installedOn)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder()));
  }

  private ScriptState state(InfoRow row) {
    if (row.state().startsWith("Failed") || complained(row, Kind.FAILED)) {
      return ScriptState.FAILED;
    }
    return switch (row.state()) {
      case "Pending", "Outdated" -> ScriptState.PENDING;
      case "Ignored" ->
          complained(row, Kind.OUT_OF_ORDER) ? ScriptState.OUT_OF_ORDER : ScriptState.PASSED_OVER;
      case "Above Target", "Below Baseline", "Ignored (Baseline)" -> ScriptState.PASSED_OVER;
      case "Missing" -> complained(row, Kind.MISSING) ? ScriptState.MISSING : ScriptState.APPLIED;
      case "Future" -> ScriptState.NEWER;
      default -> complained(row, Kind.EDITED) ? ScriptState.EDITED : ScriptState.APPLIED;
    };
  }

  private boolean complained(InfoRow row, Kind kind) {
    return problems.contains(new ValidationProblem(kind, row.subject()));
  }
}
