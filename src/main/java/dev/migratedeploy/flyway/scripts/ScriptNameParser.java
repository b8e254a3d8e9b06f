package dev.migratedeploy.flyway.scripts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Flyway 12's grammar of script names: prefix, version, separator, description, suffix. */
final class ScriptNameParser {

  /** What Flyway runs as a program; {@code ScriptMigrationResolver} of flyway-core 12.4.0. */
  private static final List<String> PROGRAMS =
      List.of(".cmd", ".bat", ".ps1", ".py", ".sh", ".bash");

  /** Names for places in the order of versions; Flyway accepts them where a version may stand. */
  private static final Set<String> RESERVED = Set.of("current", "latest", "next");

  private final ScriptNaming naming;

  /** The longest first, as Flyway tries them. */
  private final List<String> prefixes;

  ScriptNameParser(ScriptNaming naming) {
    this.naming = naming;
    this.prefixes =
        Stream.concat(
                Stream.of(
                    naming.versioned(), naming.repeatable(), naming.baseline(), naming.undo()),
                CallbackEvents.NAMES.stream())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  ScriptName parse(String fileName) {
    if (fileName.endsWith(".conf")) {
      String script = fileName.substring(0, fileName.length() - ".conf".length());
      if (suffix(script).isPresent()) {
        return new ScriptName.ScriptConfiguration(script);
      }
    }
    return suffix(fileName)
        .filter(suffix -> isProgram(suffix) || isLongEnough(fileName, suffix))
        .flatMap(suffix -> parseBase(fileName.substring(0, fileName.length() - suffix.length())))
        .orElseGet(() -> new NameSuggestion(naming, this).of(fileName));
  }

  /** A name needs more than a prefix and a suffix, except for a callback's. */
  private boolean isLongEnough(String fileName, String suffix) {
    String base = fileName.substring(0, fileName.length() - suffix.length());
    return prefix(base)
        .filter(
            prefix ->
                CallbackEvents.NAMES.contains(prefix)
                    || (sqlSuffix(fileName).isEmpty() && fileName.length() > prefix.length())
                    || naming.suffixes().stream()
                        .filter(other -> endsWith(fileName, other))
                        .anyMatch(other -> fileName.length() > prefix.length() + other.length()))
        .isPresent();
  }

  /** The suffix that makes the file a script, empty text for a program without one. */
  private Optional<String> suffix(String fileName) {
    Optional<String> sql = sqlSuffix(fileName);
    if (sql.isPresent()) {
      return sql;
    }
    Optional<String> program =
        PROGRAMS.stream().filter(suffix -> endsWith(fileName, suffix)).findFirst();
    return program.isPresent() || fileName.indexOf('.') >= 0 ? program : Optional.of("");
  }

  /** As the file has it, whose case may be another one than the configuration's. */
  Optional<String> sqlSuffix(String fileName) {
    return naming.suffixes().stream()
        .filter(suffix -> endsWith(fileName, suffix))
        .findFirst()
        .map(suffix -> fileName.substring(fileName.length() - suffix.length()));
  }

  static boolean isProgram(String suffix) {
    return PROGRAMS.contains(suffix.toLowerCase(Locale.ROOT));
  }

  private static boolean endsWith(String fileName, String suffix) {
    int from = fileName.length() - suffix.length();
    return fileName.regionMatches(true, from, suffix, 0, suffix.length());
  }

  Optional<ScriptName> parseBase(String base) {
    return prefix(base).flatMap(prefix -> parse(prefix, base.substring(prefix.length())));
  }

  private Optional<String> prefix(String base) {
    return prefixes.stream().filter(base::startsWith).findFirst();
  }

  private Optional<ScriptName> parse(String prefix, String rest) {
    int separator = rest.indexOf(naming.separator());
    String version = separator < 0 ? rest : rest.substring(0, separator);
    String tail = separator < 0 ? "" : rest.substring(separator + naming.separator().length());
    String description = tail.replace('_', ' ');
    if (CallbackEvents.NAMES.contains(prefix)) {
      return version.isEmpty()
          ? Optional.of(new ScriptName.Callback(prefix, description))
          : Optional.empty();
    }
    if (prefix.equals(naming.repeatable()) && !prefix.equals(naming.versioned())) {
      return version.isEmpty()
          ? Optional.of(new ScriptName.Repeatable(description))
          : Optional.empty();
    }
    return RESERVED.contains(version.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Version.parse(version).map(it -> versioned(prefix, it, description));
  }

  private ScriptName versioned(String prefix, Version version, String description) {
    if (prefix.equals(naming.versioned())) {
      return new ScriptName.Versioned(version, description);
    }
    return prefix.equals(naming.baseline())
        ? new ScriptName.Baseline(version, description)
        : new ScriptName.Undo(version, description);
  }
}
