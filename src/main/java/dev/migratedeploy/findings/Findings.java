package dev.migratedeploy.findings;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs every rule over a commit's scripts. */
public final class Findings {
  private static final List<FolderRule> FLYWAYS =
      List.of(
          new ScriptNameRules(), new TargetDuplicates(), new AppliedScripts(), new VersionOrder());
  private static final List<ContentRule> CONTENT =
      List.of(
          new NotUtf8(),
          new EmptyScript(),
          new NotInTransaction(),
          new ConcurrentIndex(),
          new ImplicitCommit(),
          new DestroyedData());

  private final RuleContext circumstances;
  private final Map<String, MigrationScript> byPath = new HashMap<>();
  private final Map<String, Set<String>> allowed = new HashMap<>();

  private Findings(RuleContext circumstances) {
    this.circumstances = circumstances;
    circumstances.scripts().forEach(script -> byPath.put(script.path(), script));
  }

  /**
   * All findings that count, those of one script together and in the order of its lines.
   *
   * @param notes gets a sentence where the linter could not do its work
   */
  public static List<Finding> in(RuleContext circumstances, Linter linter, Consumer<String> notes) {
    return new Findings(circumstances).all(linter, notes);
  }

  private List<Finding> all(Linter linter, Consumer<String> notes) {
    List<MigrationScript> unseen =
        circumstances.unseen().stream().filter(this::isSqlToRun).toList();
    List<Read> read = unseen.parallelStream().map(this::read).toList();
    read.forEach(it -> allowed.put(it.path(), it.allowed()));
    List<Finding> findings = new ArrayList<>();
    if (circumstances.byFlyway()) {
      FLYWAYS.stream()
          .flatMap(rule -> rule.check(circumstances))
          .forEach(hit -> add(hit, findings));
    }
    read.forEach(it -> it.hits().forEach(hit -> add(hit, findings)));
    Linter.Linting linting =
        linter.lint(unseen, circumstances.database(), circumstances.settings());
    findings.addAll(linting.findings());
    linting.note().ifPresent(notes);
    return findings.stream()
        .filter(finding -> !allowedIn(finding.path()).contains(finding.rule()))
        .distinct()
        .sorted(
            Comparator.comparing(Finding::path)
                .thenComparingInt(Finding::line)
                .thenComparing(Finding::rule))
        .toList();
  }

  private Read read(MigrationScript script) {
    ParsedScript read = ParsedScript.of(script, circumstances.dialect());
    Stream<ContentRule> rules =
        circumstances.database() == Database.OTHER
            ? Stream.of(new NotUtf8(), new EmptyScript())
            : CONTENT.stream();
    return new Read(
        script.path(),
        Suppressions.in(read.sql().comments()),
        rules.flatMap(rule -> rule.check(read, circumstances)).toList());
  }

  private void add(RuleMatch hit, List<Finding> findings) {
    if (circumstances.settings().severity(hit.rule()) != Severity.OFF) {
      findings.add(hit.weighed(circumstances.settings()));
    }
  }

  /** A script that was not read for its content may still allow what is wrong with its name. */
  private Set<String> allowedIn(String path) {
    return allowed.computeIfAbsent(
        path,
        unread ->
            Optional.ofNullable(byPath.get(path))
                .map(script -> ParsedScript.of(script, circumstances.dialect()))
                .map(read -> Suppressions.in(read.sql().comments()))
                .orElse(Set.of()));
  }

  /** An undo script is not run by a deploy. */
  private boolean isSqlToRun(MigrationScript script) {
    boolean passedOver =
        script.name() instanceof ScriptName.Undo || script.name() instanceof ScriptName.Ignored;
    return circumstances.naming().isSql(script.path()) && !(circumstances.byFlyway() && passedOver);
  }

  private record Read(String path, Set<String> allowed, List<RuleMatch> hits) {}
}
