package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.BaseState.PassedOverScript;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rehearsal comes to, case by case. */
class RehearsalVerdictRulesTest {
  private static final ScriptFailure NO_COLUMN =
      failure("column \"regio\" does not exist", "42703", 3, "ALTER TABLE orders …");

  private static final ScriptFailure NO_ROLE =
      failure("role \"reporting\" does not exist", "42704", 1, "GRANT SELECT …");

  private PlaceholderGaps gaps = new PlaceholderGaps(Map.of());
  private List<PassedOverScript> passedOver = List.of();
  private List<Finding> findings = List.of();
  private Optional<ScriptFailure> refusal = Optional.empty();
  private boolean required;
  private Set<String> edited = Set.of();

  @Test
  void scriptsThatRanAreRehearsed() {
    Verdict verdict = verdict(applied("V2__b.sql"), applied("V3__c.sql"));

    assertThat(verdict.kind()).isEqualTo(Kind.REHEARSED);
    assertThat(verdict.explanation().cause())
        .isEqualTo("2 scripts applied on PostgreSQL 17.6 in 1.2 s");
    assertThat(verdict.explanation().state()).isEmpty();
    assertThat(verdict.exitCode()).isZero();
  }

  @Test
  void aChangedCallbackIsRehearsedTooThoughNoScriptIsNew() {
    assertThat(verdict().explanation().cause())
        .isEqualTo("no new script to run; Flyway's validation passed on PostgreSQL 17.6 in 1.2 s");
  }

  @Test
  void aScriptThatFailsIsToldWithLineStatementAndWhatToDo() {
    Verdict verdict =
        verdict(applied("V2__b.sql"), failed("V3__c.sql", NO_COLUMN), notTried("V4__d.sql"));

    assertThat(verdict.kind()).isEqualTo(Kind.WOULD_FAIL);
    assertThat(verdict.explanation().cause())
        .isEqualTo("db/V3__c.sql, line 3: column \"regio\" does not exist");
    assertThat(verdict.explanation().details()).containsExactly("ALTER TABLE orders …");
    assertThat(verdict.explanation().state())
        .contains(
            "only the rehearsal's own database was changed; 1 new script applied there; not tried:"
                + " V4__d.sql");
    assertThat(verdict.explanation().next())
        .hasValueSatisfying(
            next ->
                assertThat(next)
                    .startsWith("fix V3__c.sql and push")
                    .contains("migrate-deploy rehearse --env staging --database URL"));
  }

  @Test
  void whatFlywayItselfRefusesWouldFail() {
    refusal = Optional.of(failure("Migration checksum mismatch for version 1", "", 0, ""));
    Verdict verdict = verdict(notTried("V2__b.sql"));

    assertThat(verdict.kind()).isEqualTo(Kind.WOULD_FAIL);
    assertThat(verdict.explanation().cause())
        .isEqualTo("Flyway ran no new script: Migration checksum mismatch for version 1");
    assertThat(verdict.explanation().next())
        .hasValueSatisfying(next -> assertThat(next).contains("refused in the same way"));
  }

  @Test
  void aRefusalOfWhatOnlyTheEnvironmentHasProvesNothing() {
    refusal = Optional.of(NO_ROLE);
    Verdict verdict = verdict(notTried("V2__b.sql"));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(verdict.explanation().cause()).contains("the role reporting");
    required = true;
    assertThat(verdict(notTried("V2__b.sql")).kind()).isEqualTo(Kind.WOULD_FAIL);
  }

  @Test
  void anErrorAmongTheFindingsWouldFailAsInAPlan() {
    findings =
        List.of(
            new Finding(
                "drop", Severity.ERROR, "V2__b.sql", 1, "it drops orders", "keep the table"));
    Verdict verdict = verdict(applied("V2__b.sql"));

    assertThat(verdict.kind()).isEqualTo(Kind.WOULD_FAIL);
    assertThat(verdict.explanation().details())
        .singleElement()
        .asString()
        .contains("db/V2__b.sql:1: it drops orders; keep the table");
    assertThat(verdict(failed("V2__b.sql", NO_COLUMN)).explanation().cause())
        .contains("does not exist");
  }

  @Test
  void aScriptThatNeedsWhatOnlyTheEnvironmentHasIsNotRehearsed() {
    Verdict verdict = verdict(applied("V2__b.sql"), failed("V3__c.sql", NO_ROLE));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(verdict.explanation().cause())
        .isEqualTo(
            "1 of 2 new scripts could not be rehearsed: V3__c.sql: it needs the role reporting (line"
                + " 1: role \"reporting\" does not exist)");
    assertThat(verdict.explanation().next())
        .hasValueSatisfying(
            next ->
                assertThat(next)
                    .contains("rehearse: {before: FILE}")
                    .contains("CREATE ROLE \"reporting\";"));
    assertThat(verdict.exitCode()).isZero();
  }

  @Test
  void theSettingsMayCallThatAnError() {
    required = true;

    assertThat(verdict(failed("V3__c.sql", NO_ROLE)).kind()).isEqualTo(Kind.WOULD_FAIL);
    assertThat(verdict(applied("V3__c.sql")).kind()).isEqualTo(Kind.REHEARSED);
  }

  @Test
  void aPlaceholderThatNothingSetsProvesNothingWhateverCameOfIt() {
    gaps = new PlaceholderGaps(Map.of("V3__c.sql", Set.of("region", "app-name")));

    Verdict ran = verdict(applied("V3__c.sql"));
    assertThat(ran.kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(ran.explanation().cause())
        .isEqualTo(
            "the new script could not be rehearsed: V3__c.sql: it uses ${app-name}, ${region},"
                + " which nothing here sets, and ran with its name for a value");
    assertThat(ran.explanation().next())
        .contains(
            "set in the settings what the task definition sets: rehearse: {environment:"
                + " {FLYWAY_PLACEHOLDERS_APP-NAME: …, FLYWAY_PLACEHOLDERS_REGION: …}}");

    assertThat(verdict(failed("V3__c.sql", NO_COLUMN)).kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(verdict(failed("V2__b.sql", NO_COLUMN)).kind()).isEqualTo(Kind.WOULD_FAIL);
  }

  @Test
  void whatComesAfterAScriptThatCannotBeRehearsedIsNotEither() {
    Verdict verdict = verdict(failed("V3__c.sql", NO_ROLE), notTried("V4__d.sql"));

    assertThat(verdict.explanation().cause())
        .isEqualTo("2 of 2 new scripts could not be rehearsed");
    assertThat(verdict.explanation().details())
        .hasSize(2)
        .last()
        .isEqualTo("V4__d.sql: a script before it could not be rehearsed");
  }

  @Test
  void aNewScriptThatFlywayLeavesOutIsToldByName() {
    Verdict verdict = verdict(List.of("V2__b.sql", "V9__later.sql"), List.of(applied("V2__b.sql")));

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(verdict.explanation().cause())
        .startsWith("1 of 2 new scripts could not be rehearsed: V9__later.sql: Flyway left it out");
  }

  @Test
  void anEditedScriptThatHadRunIsNotSaidToBeLeftOutByAnOption() {
    edited = Set.of("V1__a.sql");

    Verdict verdict = verdict(List.of("V1__a.sql"), List.of());

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(verdict.explanation().cause()).endsWith("had run before the script was edited");
    assertThat(verdict.explanation().next())
        .contains("put the change into a script of its own, with a new version");
  }

  @Test
  void oldScriptsThatCannotRunAreToldAndNoErrorUnlessTheSettingsSaySo() {
    passedOver = List.of(new PassedOverScript("V1__a.sql", NO_ROLE));

    Verdict verdict = verdict(applied("V2__b.sql"));
    assertThat(verdict.kind()).isEqualTo(Kind.REHEARSED);
    assertThat(verdict.explanation().state())
        .contains("1 script of the base state could not be run here: V1__a.sql");

    required = true;
    Verdict strict = verdict(applied("V2__b.sql"));
    assertThat(strict.kind()).isEqualTo(Kind.WOULD_FAIL);
    assertThat(strict.explanation().details())
        .containsExactly("V1__a.sql: line 1: role \"reporting\" does not exist");
  }

  @Test
  void aScriptThatFailsAfterOldOnesCouldNotRunMayBeRight() {
    passedOver = List.of(new PassedOverScript("V1__a.sql", NO_ROLE));

    Verdict verdict = verdict(script("V2__b.sql", Outcome.NOT_REHEARSED, NO_COLUMN));
    assertThat(verdict.kind()).isEqualTo(Kind.NOT_REHEARSED);
    assertThat(verdict.explanation().cause()).contains("scripts before it could not be run here");
    assertThat(verdict.explanation().next())
        .hasValueSatisfying(next -> assertThat(next).contains("CREATE ROLE \"reporting\";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR: role \"app\" does not exist | the role app",
        "extension \"pg_cron\" is not available | the extension pg_cron",
        "could not open extension control file \"/usr/share/postgresql/16/extension/postgis.control\":"
            + " No such file or directory | the extension postgis",
        "pg_cron can only be loaded via shared_preload_libraries | an entry of"
            + " shared_preload_libraries",
        "language \"plpython3u\" does not exist | the language plpython3u",
        "permission denied to create extension \"x\" | more rights (permission denied to create"
            + " extension \"x\")",
        "permission denied to set role \"owner\" | more rights (permission denied to set role"
            + " \"owner\")",
        "must be superuser to create an event trigger | more rights (must be superuser)",
        "tablespace \"fast\" does not exist | the tablespace fast",
        "Unknown database 'billing' | the database billing",
        "You are not allowed to create a user with GRANT | the user that a GRANT names",
        "column \"role\" does not exist |",
        "relation \"orders\" does not exist |",
        "schema \"billing\" does not exist |",
        "syntax error at or near \"SELCT\" |",
        "type \"role\" does not exist |",
      })
  void whatOnlyAnEnvironmentHasIsToldFromMistakes(String message, String what) {
    Optional<MissingHere> missing = MissingHere.of(failure(message, "", 1, "x"));

    assertThat(missing.map(MissingHere::what).map(String::strip))
        .isEqualTo(Optional.ofNullable(what));
  }

  @ParameterizedTest
  @CsvSource({
    "17.6, 17, same",
    "17.6, 17.6, same",
    "14.10, 17, what came with the later version fails here",
    "17.6, 14, what this version brought fails there",
    "10.6.22-MariaDB, 10.11, what came with the later version fails here",
    "8.0.36, 8.0, same",
    "17beta1, 17, same",
    "17, 17.2, what came with the later version fails here",
  })
  void anotherVersionIsSaid(String here, String there, String words) {
    Optional<String> note =
        DatabaseVersions.note(new RehearsedDatabase("PostgreSQL", here), there, "staging");

    assertThat(note.isEmpty()).isEqualTo(words.equals("same"));
    note.ifPresent(
        text -> assertThat(text).contains(words).endsWith("rehearse on version " + there));
  }

  private Verdict verdict(RehearsedScript... scripts) {
    return verdict(Stream.of(scripts).map(RehearsedScript::path).toList(), List.of(scripts));
  }

  private Verdict verdict(List<String> due, List<RehearsedScript> scripts) {
    Rehearsal rehearsal =
        new Rehearsal(
            new RehearsedDatabase("PostgreSQL", "17.6"),
            new BaseState(3, false, passedOver, Duration.ofSeconds(1)),
            refusal,
            scripts.stream().map(script -> NotRehearsed.judged(script, gaps)).toList(),
            Duration.ofMillis(1200));
    return new RehearsalVerdictRules(
            "staging",
            "db",
            required,
            rehearsal,
            NotRehearsed.in(
                rehearsal,
                gaps,
                new DueScripts(
                    due.stream().map(path -> MigrationScript.of(path, Path.of(path))).toList(),
                    true),
                edited),
            findings)
        .verdict();
  }

  private static RehearsedScript applied(String path) {
    return new RehearsedScript(
        path,
        Optional.of("1"),
        Outcome.APPLIED,
        Optional.empty(),
        Duration.ofMillis(10),
        ScriptEffects.NONE);
  }

  private static RehearsedScript failed(String path, ScriptFailure failure) {
    return script(path, Outcome.FAILED, failure);
  }

  private static RehearsedScript script(String path, Outcome outcome, ScriptFailure failure) {
    return new RehearsedScript(
        path, Optional.of("1"), outcome, Optional.of(failure), Duration.ZERO, ScriptEffects.NONE);
  }

  private static RehearsedScript notTried(String path) {
    return new RehearsedScript(
        path,
        Optional.of("1"),
        Outcome.NOT_TRIED,
        Optional.empty(),
        Duration.ZERO,
        ScriptEffects.NONE);
  }

  private static ScriptFailure failure(String message, String state, int line, String statement) {
    return new ScriptFailure(
        message,
        Optional.of(state).filter(text -> !text.isEmpty()),
        line == 0 ? Optional.empty() : Optional.of(new ScriptStatement(line, statement)));
  }
}
