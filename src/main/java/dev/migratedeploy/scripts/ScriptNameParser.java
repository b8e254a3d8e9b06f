package dev.migratedeploy.scripts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Flyway 12's grammar of script names: prefix, version, two underscores, description, suffix. */
final class ScriptNameParser {
  private static final String SEPARATOR = "__";
  private static final String SQL = ".sql";

  /** What Flyway runs as a program; {@code ScriptMigrationResolver} of flyway-core 12.4.0. */
  private static final List<String> PROGRAMS =
      List.of(".cmd", ".bat", ".ps1", ".py", ".sh", ".bash");

  /** Names for places in the order of versions; Flyway accepts them where a version may stand. */
  private static final Set<String> RESERVED = Set.of("current", "latest", "next");

  private ScriptNameParser() {}

  static ScriptName parse(String fileName) {
    if (fileName.endsWith(".conf")) {
      String script = fileName.substring(0, fileName.length() - ".conf".length());
      if (suffix(script).isPresent()) {
        return new ScriptName.ScriptConfiguration(script);
      }
    }
    return suffix(fileName)
        .filter(suffix -> isProgram(suffix) || fileName.length() > suffix.length() + 1)
        .flatMap(suffix -> parseBase(fileName.substring(0, fileName.length() - suffix.length())))
        .orElseGet(() -> MeantName.of(fileName));
  }

  /** The suffix that makes the file a script, empty text for a program without one. */
  private static Optional<String> suffix(String fileName) {
    if (endsWith(fileName, SQL)) {
      return Optional.of(fileName.substring(fileName.length() - SQL.length()));
    }
    Optional<String> program =
        PROGRAMS.stream().filter(suffix -> endsWith(fileName, suffix)).findFirst();
    return program.isPresent() || fileName.indexOf('.') >= 0 ? program : Optional.of("");
  }

  static boolean isProgram(String suffix) {
    return PROGRAMS.contains(suffix.toLowerCase(Locale.ROOT));
  }

  private static boolean endsWith(String fileName, String suffix) {
    int from = fileName.length() - suffix.length();
    return fileName.regionMatches(true, from, suffix, 0, suffix.length());
  }

  static Optional<ScriptName> parseBase(String base) {
    int separator = base.indexOf(SEPARATOR);
    String head = separator < 0 ? base : base.substring(0, separator);
    String tail = separator < 0 ? "" : base.substring(separator + SEPARATOR.length());
    String description = tail.replace('_', ' ');
    if (CallbackEvents.NAMES.contains(head)) {
      return Optional.of(new ScriptName.Callback(head, description));
    }
    if (head.equals("R")) {
      return Optional.of(new ScriptName.Repeatable(description));
    }
    if (head.isEmpty() || RESERVED.contains(head.substring(1).toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    Optional<Version> version = Version.parse(head.substring(1));
    return switch (head.charAt(0)) {
      case 'V' -> version.map(v -> new ScriptName.Versioned(v, description));
      case 'B' -> version.map(v -> new ScriptName.Baseline(v, description));
      case 'U' -> version.map(v -> new ScriptName.Undo(v, description));
      default -> Optional.empty();
    };
  }
}
