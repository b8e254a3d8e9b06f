package dev.migratedeploy.flyway.scripts;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the names of all scripts together by Flyway's rules. Other tools have other rules: whether
 * Flyway runs the scripts is for the caller to know.
 */
public final class ScriptNames {
  private ScriptNames() {}

  /** Everything that Flyway would pass over or refuse, sorted by path; usually nothing. */
  public static List<ScriptFinding> findings(List<MigrationScript> scripts) {
    List<ScriptFinding> findings = new ArrayList<>();
    Map<Identity, MigrationScript> seen = new HashMap<>();
    for (MigrationScript script : scripts) {
      if (script.name() instanceof ScriptName.Ignored ignored) {
        findings.add(
            new ScriptFinding(
                ScriptFinding.Kind.IGNORED,
                script.path(),
                "Flyway would ignore it: " + ignored.reason(),
                "call it " + ignored.instead() + taken(ignored.instead(), scripts)));
      }
      identity(script.name())
          .ifPresent(
              identity -> {
                MigrationScript first = seen.putIfAbsent(identity, script);
                if (first != null) {
                  findings.add(duplicate(script, first, identity));
                }
              });
    }
    findings.sort(Comparator.comparing(ScriptFinding::path));
    return List.copyOf(findings);
  }

  /** The name that was meant may have a version that another script has. */
  private static String taken(String name, List<MigrationScript> scripts) {
    Optional<Identity> meant = identity(ScriptName.of(name));
    return scripts.stream()
        .filter(script -> meant.isPresent() && meant.equals(identity(script.name())))
        .findFirst()
        .map(
            script ->
                ", with another version: " + script.path() + " has " + meant.orElseThrow().bare())
        .orElse("");
  }

  /**
   * Refuses scripts whose names are wrong, all findings at once.
   *
   * @param folder the scripts folder as the settings name it
   */
  public static void check(String folder, List<MigrationScript> scripts, ScriptNaming naming) {
    List<ScriptFinding> findings = findings(scripts);
    if (findings.isEmpty()) {
      return;
    }
    throw new RefusedException(
        new Problem(
            findings.size() == 1
                ? "a script in %s has a name that Flyway would not run".formatted(folder)
                : "%d scripts in %s have names that Flyway would not run"
                    .formatted(findings.size(), folder),
            findings.stream()
                .map(finding -> folder + "/" + finding.path() + ": " + finding.sentence())
                .toList(),
            "rename them: %s is run once, %s whenever it has changed"
                .formatted(naming.example(), naming.repeatableExample())));
  }

  private static ScriptFinding duplicate(
      MigrationScript script, MigrationScript first, Identity identity) {
    return new ScriptFinding(
        ScriptFinding.Kind.DUPLICATE,
        script.path(),
        identity.shown() + " is that of " + first.path() + " too",
        "rename one of them");
  }

  /** What Flyway allows one script only to have. */
  private static Optional<Identity> identity(ScriptName name) {
    if (name instanceof ScriptName.Versioned versioned) {
      return Optional.of(new Identity("version", versioned.version()));
    }
    if (name instanceof ScriptName.Baseline baseline) {
      return Optional.of(new Identity("baseline version", baseline.version()));
    }
    if (name instanceof ScriptName.Undo undo) {
      return Optional.of(new Identity("undo version", undo.version()));
    }
    if (name instanceof ScriptName.Repeatable repeatable) {
      return Optional.of(new Identity("description", repeatable.description()));
    }
    if (name instanceof ScriptName.Callback callback) {
      return Optional.of(
          new Identity("callback", List.of(callback.event(), callback.description())));
    }
    return Optional.empty();
  }

  private record Identity(String kind, Object value) {
    String shown() {
      return value instanceof List<?> callback
          ? "its callback " + callback.get(0) + quoted(callback.get(1).toString())
          : "its " + kind + (value instanceof Version ? " " + value : quoted(value.toString()));
    }

    String bare() {
      return shown().replaceFirst("^its ", "");
    }

    private static String quoted(String description) {
      return description.isEmpty() ? "" : " \"" + description + "\"";
    }
  }
}
