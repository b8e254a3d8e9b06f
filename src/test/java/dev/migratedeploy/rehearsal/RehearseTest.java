package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.deploy.ScriptCheck;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptRehearsed;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.deploy.request.RunOptions;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Linter;
import dev.migratedeploy.flyway.rehearsal.RehearseSettings;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.CheckoutCommits;
import dev.migratedeploy.gitlab.git.LocalCommits;
import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.plan.pending.LastDeploy;
import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine is asked for, in a real checkout, and what is told of its answer. */
class RehearseTest {
  private static final RehearsedDatabase DATABASE = new RehearsedDatabase("PostgreSQL", "17.6");
  private static final String SCRIPTS = "db/scripts";

  private final Path directory;
  private final List<DeployEvent> events = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<RehearsedScript> answer = new ArrayList<>();
  private RehearseSettings settings = RehearseSettings.NONE;
  private Optional<Address> database = Optional.of(new Address.Embedded());
  private final Git git;
  private String base = "";

  /** What the engine found when it was asked. */
  private record Asked(
      Map<String, String> base,
      Map<String, String> scripts,
      Optional<String> from,
      EngineRequest request) {}

  RehearseTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    this.git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call();
  }

  @BeforeEach
  void mainBranch() throws Exception {
    StoredConfig config = git.getRepository().getConfig();
    config.setBoolean("commit", null, "gpgsign", false);
    config.save();
    write("V1__a.sql", "CREATE TABLE a (b int);");
    write("V2__b.sql", "old b");
    write("V3__gone.sql", "old c");
    write("sub/R__view.sql", "old view");
    Files.writeString(directory.resolve("db/schema.sql"), "old schema");
    base = commit();
  }

  @AfterEach
  void close() {
    git.close();
  }

  @Test
  void theEngineGetsTheBaseAsItWasAndTheScriptsAsTheyAre() throws Exception {
    byte[] latin = "-- caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(directory.resolve(SCRIPTS + "/V4__latin.sql"), latin);
    base = commit();
    write("V2__b.sql", "new b");
    Files.delete(directory.resolve(SCRIPTS + "/V3__gone.sql"));
    Files.move(
        directory.resolve(SCRIPTS + "/V4__latin.sql"),
        directory.resolve(SCRIPTS + "/V5__latin.sql"));
    write("V6__new.sql", "new");
    write("README.md", "no script");

    run();

    Asked engine = asked.get(0);
    assertThat(engine.base)
        .containsOnlyKeys(
            "V1__a.sql", "V2__b.sql", "V3__gone.sql", "V4__latin.sql", "sub/R__view.sql")
        .containsEntry("V2__b.sql", "old b")
        .containsEntry("V3__gone.sql", "old c")
        .containsEntry("V4__latin.sql", new String(latin, StandardCharsets.ISO_8859_1));
    assertThat(engine.scripts)
        .containsOnlyKeys(
            "V1__a.sql", "V2__b.sql", "V5__latin.sql", "V6__new.sql", "sub/R__view.sql")
        .containsEntry("V2__b.sql", "new b");
    assertThat(events)
        .filteredOn(ChangesDetected.class::isInstance)
        .singleElement()
        .extracting(event -> ((ChangesDetected) event).changes().changes().size())
        .isEqualTo(4);
  }

  @Test
  void theEventsComeInTheirOrderAndTheReviewersAreTold() throws Exception {
    write("V4__new.sql", "new");
    answer.add(applied("V4__new.sql"));

    Verdict verdict = run();

    assertThat(verdict.kind()).isEqualTo(Kind.REHEARSED);
    assertThat(events)
        .filteredOn(event -> !(event instanceof Noted))
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "ChangesDetected",
            "ScriptsChecked",
            "RehearsalStarted",
            "ScriptRehearsed",
            "RehearsalEnded");
    assertThat(notes()).contains("compared with the commit of --since", "commented");
    assertThat(told).containsExactly("REHEARSED true");
  }

  @Test
  void onlyWhatBelongsToTheEnvironmentIsRehearsed() throws Exception {
    settings =
        with(
            Map.of(
                "FLYWAY_LOCATIONS", "filesystem:/flyway/sql/sub", "FLYWAY_OUT_OF_ORDER", "true"));
    write("V4__new.sql", "new");

    assertThat(run().kind()).isEqualTo(Kind.NOTHING_TO_DO);
    assertThat(asked).isEmpty();
    assertThat(told).containsExactly("NOTHING TO DO false");

    write("sub/V5__own.sql", "own");
    run();
    assertThat(asked.get(0).base).containsOnlyKeys("sub/R__view.sql");
    assertThat(asked.get(0).scripts).containsOnlyKeys("sub/R__view.sql", "sub/V5__own.sql");
    assertThat(asked.get(0).request.flyway().locations()).isEmpty();
    assertThat(asked.get(0).request.flyway().options())
        .isEqualTo(Map.of("flyway.outOfOrder", "true"));
  }

  @Test
  void optionsOfAllSourcesReachFlywayByTheirNames() throws Exception {
    settings =
        with(
            Map.of(
                "FLYWAY_SCHEMAS", "app,audit",
                "FLYWAY_DEFAULT_SCHEMA", "app",
                "FLYWAY_PLACEHOLDERS_REGION", "eu",
                "FLYWAY_SKIP_EXECUTING_MIGRATIONS", "true",
                "FLYWAY_POSTGRESQL_TRANSACTIONAL_LOCK", "false",
                "FLYWAY_LOCK_RETRY_COUNT", "3"));
    write("V4__new.sql", "${region} ${flyway:user}");

    run();

    assertThat(asked.get(0).request.flyway().options())
        .isEqualTo(
            Map.of(
                "flyway.schemas", "app,audit",
                "flyway.defaultSchema", "app",
                "flyway.placeholders.region", "eu",
                "flyway.postgresql.transactional.lock", "false"));
  }

  /** A repeatable script without a value for one keeps Flyway from listing any. */
  @Test
  void aPlaceholderThatNothingSetsIsSaidAndGetsItsNameForAValue() throws Exception {
    write("sub/R__view.sql", "GRANT SELECT ON a TO ${app-Reader}");
    write("V4__other.sql", "no placeholder");
    write("V5__own.sql", "${keep}");
    write("V5__own.sql.conf", "placeholderReplacement=false");
    answer.add(failed("sub/R__view.sql", "role \"app_reader\" does not exist"));

    Verdict verdict = run();

    assertThat(asked.get(0).request.flyway().options())
        .isEqualTo(Map.of("flyway.placeholders.app-reader", "app_reader"));
    assertThat(notes())
        .contains(
            "sub/R__view.sql uses placeholders that nothing here sets; set in the settings what the"
                + " task definition sets: rehearse: {environment: {FLYWAY_PLACEHOLDERS_APP-READER:"
                + " …}}");
    assertThat(events)
        .filteredOn(ScriptRehearsed.class::isInstance)
        .extracting(event -> ((ScriptRehearsed) event).script().outcome())
        .containsExactly(Outcome.NOT_REHEARSED);
    assertThat(verdict.kind()).isEqualTo(Kind.NOT_REHEARSED);
  }

  @Test
  void theSchemaFileIsTheOneOfTheBase() throws Exception {
    settings = from("db/schema.sql");
    Files.writeString(directory.resolve("db/schema.sql"), "schema with V4 in it");
    write("V4__new.sql", "new");

    run();
    assertThat(asked.get(0).from).contains("old schema");

    settings = from("db/later.sql");
    Files.writeString(directory.resolve("db/later.sql"), "of no commit");
    run();
    assertThat(asked.get(1).from).contains("of no commit");
  }

  @Test
  void anotherVersionOfTheDatabaseIsSaid() throws Exception {
    settings =
        new RehearseSettings(
            Optional.empty(), Optional.empty(), Map.of(), Optional.of("18"), Optional.empty());
    write("V4__new.sql", "new");

    run();

    assertThat(notes())
        .anyMatch(note -> note.startsWith("rehearsed on PostgreSQL 17.6, and staging has 18"));
  }

  @Test
  void withoutADatabaseNothingIsRunAndTheReviewersAreTold() throws Exception {
    database = Optional.empty();
    write("V4__new.sql", "new");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(this::run)
        .withMessageContaining("no database to rehearse on was named");
    assertThat(told).containsExactly("REFUSED false");
  }

  private Verdict run() throws Exception {
    try (LocalCommits local = LocalCommits.around(directory).orElseThrow()) {
      CheckoutCommits commits = new CheckoutCommits(Optional.of(local), Optional.empty());
      ScriptDetection detection =
          new ScriptDetection(commits, SCRIPTS, ScriptFolder::counts, Configuration.NONE);
      DeployRequest deploy = request();
      RehearsalRequest request =
          new RehearsalRequest(
              deploy,
              FlywayConfigurations.scripts(
                  deploy, FlywayConfigurations.options(deploy, settings.environment(), Set.of())),
              settings,
              database,
              directory,
              List.of());
      return new Rehearse(
              request,
              new BaseSearch(
                  new LastDeploy(
                      commits, detection, new DeployJob(Optional.empty(), Optional.empty())),
                  Optional.empty(),
                  local::forkPoint),
              new ScriptCheck(
                  detection, Optional.empty(), FindingsSettings.none(), Linter.none(), events::add),
              new RehearsalStage(this::engine, commits, folder -> folder),
              events::add,
              (rehearsal, findings, verdict) -> {
                told.add(verdict.title() + " " + rehearsal.isPresent());
                return Optional.of("commented");
              })
          .run();
    }
  }

  private Rehearsal engine(EngineRequest request, Engine.Listener listener) {
    asked.add(
        new Asked(
            read(request.files().base()),
            read(request.files().scripts()),
            request.files().from().map(RehearseTest::text),
            request));
    BaseState state = new BaseState(4, false, List.of(), Duration.ofMillis(300));
    listener.started(DATABASE, state);
    answer.forEach(listener::script);
    return new Rehearsal(DATABASE, state, Optional.empty(), answer, Duration.ofSeconds(1));
  }

  private DeployRequest request() {
    DeployRequest sample = SampleDeploy.request();
    RunOptions usual = sample.options();
    return new DeployRequest(
        sample.ci(),
        sample.environment(),
        sample.image(),
        ScriptFolder.read(directory, SCRIPTS),
        List.of(),
        new RunOptions(
            Optional.of(base),
            usual.force(),
            usual.dryRun(),
            usual.timeout(),
            usual.onCancel(),
            usual.ifRunning(),
            List.of()),
        sample.inquiry());
  }

  private List<String> notes() {
    return events.stream()
        .filter(Noted.class::isInstance)
        .map(event -> ((Noted) event).sentence())
        .toList();
  }

  private static RehearseSettings with(Map<String, String> environment) {
    return new RehearseSettings(
        Optional.empty(), Optional.empty(), environment, Optional.empty(), Optional.empty());
  }

  private static RehearseSettings from(String file) {
    return new RehearseSettings(
        Optional.empty(), Optional.of(file), Map.of(), Optional.empty(), Optional.empty());
  }

  private static RehearsedScript applied(String path) {
    return new RehearsedScript(
        path,
        Optional.of("4"),
        Outcome.APPLIED,
        Optional.empty(),
        Duration.ofMillis(20),
        ScriptEffects.NONE);
  }

  private static RehearsedScript failed(String path, String message) {
    return new RehearsedScript(
        path,
        Optional.empty(),
        Outcome.FAILED,
        Optional.of(new ScriptFailure(message, Optional.empty(), Optional.empty())),
        Duration.ZERO,
        ScriptEffects.NONE);
  }

  private void write(String script, String text) throws IOException {
    Path file = directory.resolve(SCRIPTS).resolve(script);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String commit() throws Exception {
    git.add().addFilepattern(".").call();
    PersonIdent author = new PersonIdent("a", "a@example.com");
    return git.commit().setAuthor(author).setCommitter(author).setMessage("a").call().name();
  }

  private static Map<String, String> read(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> texts.put(folder.relativize(file).toString(), text(file)));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
