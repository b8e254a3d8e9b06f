package dev.migratedeploy.rehearsal;

import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptRehearsed;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.flyway.ScriptOptions;
import dev.migratedeploy.gitlab.CheckoutCommits;
import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.TempDirectory;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Where scripts are rehearsed: their files in folders of their own, Flyway's options, the engine.
 *
 * @param inRepository makes a path of the project one from the repository's root
 */
public record RehearsalStage(
    Engine engine, CheckoutCommits commits, UnaryOperator<String> inRepository) {

  /** What came of it, with outcomes that were judged. */
  record Played(Rehearsal rehearsal, PlaceholderGaps gaps) {}

  /**
   * Returns when the last script has ended.
   *
   * @throws dev.migratedeploy.verdict.ProblemException if none could be run
   */
  Played play(RehearsalRequest request, RehearsalBase base, DeployListener listener) {
    Address database = request.database().orElseThrow(RehearsalStage::noDatabase);
    try (TempDirectory temporary = TempDirectory.open()) {
      Path own = temporary.path();
      RehearsalFolders folders =
          new RehearsalFolders(
              commits, inRepository.apply(request.deploy().scripts().folder()), request.scripts());
      Path before = folders.base(base, own.resolve("base"));
      Path now = folders.current(own.resolve("scripts"));
      PlaceholderGaps gaps = PlaceholderGaps.in(request.scripts(), before, now);
      notes(request, base, gaps).forEach(sentence -> listener.on(new Noted(sentence)));
      EngineRequest wanted =
          new EngineRequest(
              database,
              new EngineRequest.FlywaySetup(
                  options(request.scripts().options().ofScripts(), gaps), List.of(), List.of()),
              new EngineRequest.Files(
                  before,
                  now,
                  request.settings().before().map(file -> file(request, file)),
                  schema(request, base, folders, own, listener)),
              request.deploy().timeout());
      Rehearsal rehearsal = engine.run(wanted, telling(request, gaps, listener));
      return new Played(judged(rehearsal, gaps), gaps);
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not write the scripts into a temporary folder: " + e.getMessage(),
              "see that the job may write to its temporary folder, and that there is room"),
          e);
    }
  }

  private static RefusedException noDatabase() {
    return new RefusedException(
        Problem.of(
            "no database to rehearse on was named",
            "start an empty one, and name it with --database or MIGRATE_DEPLOY_DATABASE: in a job"
                + " a service such as postgres:17, postgresql://USER:PASSWORD@ALIAS/DATABASE; on"
                + " your own machine docker run --rm -d -p 5432:5432"
                + " -e POSTGRES_PASSWORD=rehearsal postgres:17,"
                + " postgresql://postgres:rehearsal@localhost/postgres"));
  }

  private static List<String> notes(
      RehearsalRequest request, RehearsalBase base, PlaceholderGaps gaps) {
    List<String> notes = new ArrayList<>();
    gaps.note().ifPresent(notes::add);
    if (request.settings().from().isPresent() && base.commit().isEmpty()) {
      notes.add(
          "rehearse.from is not used: every script counts as new, and nothing says which of them it"
              + " holds");
    }
    return notes;
  }

  /** A file of no commit cannot tell which scripts are in it. */
  private Optional<Path> schema(
      RehearsalRequest request,
      RehearsalBase base,
      RehearsalFolders folders,
      Path temporary,
      DeployListener listener)
      throws IOException {
    Optional<String> from = request.settings().from().filter(file -> base.commit().isPresent());
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> before =
        folders.asOf(base, inRepository.apply(from.get()), temporary.resolve("schema.sql"));
    if (before.isEmpty()) {
      listener.on(
          new Noted(
              from.get()
                  + " is not in the commit of the base state, so this checkout's is taken: it must"
                  + " not hold what the new scripts do"));
    }
    return before.or(() -> Optional.of(file(request, from.get())));
  }

  private static Path file(RehearsalRequest request, String name) {
    return FileNames.resolve(request.directory(), name).toAbsolutePath();
  }

  private static Map<String, String> options(ScriptOptions known, PlaceholderGaps gaps) {
    Map<String, String> options = new TreeMap<>(gaps.invented());
    options.putAll(known.properties());
    return options;
  }

  private static Engine.Listener telling(
      RehearsalRequest request, PlaceholderGaps gaps, DeployListener listener) {
    return new Engine.Listener() {
      @Override
      public void started(RehearsedDatabase database, BaseState base) {
        request
            .settings()
            .version()
            .flatMap(wanted -> DatabaseVersions.note(database, wanted, request.environment()))
            .ifPresent(sentence -> listener.on(new Noted(sentence)));
        listener.on(new RehearsalStarted(database, base));
      }

      @Override
      public void script(RehearsedScript script) {
        listener.on(new ScriptRehearsed(NotRehearsed.judged(script, gaps)));
      }
    };
  }

  private static Rehearsal judged(Rehearsal rehearsal, PlaceholderGaps gaps) {
    return new Rehearsal(
        rehearsal.database(),
        rehearsal.base(),
        rehearsal.refusal(),
        rehearsal.scripts().stream().map(script -> NotRehearsed.judged(script, gaps)).toList(),
        rehearsal.took());
  }
}
