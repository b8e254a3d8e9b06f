package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.ScriptOptions;
import dev.migratedeploy.flyway.rehearsal.RehearseSettings;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.rehearsal.DatabaseUrl;
import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.rehearsal.RehearsalRequest;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.TargetSource;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the request for a rehearsal, and refuses everything that is wrong with it at once. */
final class RehearsalRequestFactory {
  private static final String URL = "FLYWAY_URL";

  private final DeployRequestFactory requests;
  private final CliEnvironment surroundings;
  private final DatabaseUrl database;

  RehearsalRequestFactory(
      DeployRequestFactory requests, CliEnvironment surroundings, DatabaseUrl database) {
    this.requests = requests;
    this.surroundings = surroundings;
    this.database = database;
  }

  /** The settings; what is wrong with them and with the database is told together. */
  Settings settings(Supplier<Settings> reading) {
    List<String> problems = new ArrayList<>(database.problems());
    Settings settings;
    try {
      settings = reading.get();
    } catch (RefusedException e) {
      throw problems.isEmpty() ? e : new RefusedException(and(e.problem(), problems));
    }
    problems.addAll(missingFiles(settings.rehearse()));
    if (!problems.isEmpty()) {
      throw new RefusedException(
          new Problem(
              problems.size() == 1
                  ? "could not begin the rehearsal: " + problems.get(0)
                  : "could not begin the rehearsal: %d things are missing or wrong"
                      .formatted(problems.size()),
              problems.size() == 1 ? List.of() : problems,
              "correct the job's options and variables, or rehearse: in the settings"));
    }
    return settings;
  }

  private static Problem and(Problem settings, List<String> more) {
    List<String> all = new ArrayList<>(settings.details());
    if (all.isEmpty()) {
      all.add(settings.cause());
    }
    all.addAll(more);
    return new Problem(settings.cause(), all, settings.next());
  }

  private List<String> missingFiles(RehearseSettings settings) {
    List<String> problems = new ArrayList<>();
    missing("before", settings.before()).ifPresent(problems::add);
    missing("from", settings.from()).ifPresent(problems::add);
    return problems;
  }

  private Optional<String> missing(String key, Optional<String> file) {
    return file.filter(
            name -> !Files.isRegularFile(FileNames.resolve(surroundings.directory(), name)))
        .map(
            name ->
                "rehearse.%s: there is no file %s below %s"
                    .formatted(key, name, surroundings.directory().toAbsolutePath()));
  }

  RehearsalRequest request(Settings settings, CiContext ci) {
    List<String> notes = new ArrayList<>();
    DeployRequest whole = requests.forFlyway(withoutProgram(settings, notes), ci, "rehearse");
    DeployRequest deploy = ofOneTarget(whole, notes);
    FlywayOptions options = options(deploy, settings.rehearse().environment());
    ScriptOptions ofScripts = options.ofScripts();
    ofScripts
        .unknown()
        .forEach(
            what ->
                notes.add(
                    what
                        + " has a value that only the task definition knows, and is left out; set it"
                        + " with rehearse: {environment: …} in the settings"));
    ofScripts.leftOut().forEach(what -> notes.add("not rehearsed: " + what));
    deploy.files().stream()
        .filter(file -> file.target().endsWith(".jar"))
        .forEach(
            jar ->
                notes.add(
                    "not rehearsed: Java migrations and callbacks, if there are any in "
                        + FileNames.name(jar.source())));
    return new RehearsalRequest(
        deploy,
        FlywayConfigurations.scripts(deploy, options),
        settings.rehearse(),
        database.address(),
        surroundings.directory(),
        notes);
  }

  /** A program that lists the targets may ask AWS, or anybody else. */
  private static Settings withoutProgram(Settings settings, List<String> notes) {
    if (settings.targets().filter(it -> it.source() instanceof TargetSource.OfCommand).isEmpty()) {
      return settings;
    }
    notes.add(
        "the program that lists the targets is not run: what they set for Flyway is left out; name"
            + " what the scripts need with rehearse: {environment: …} in the settings");
    return settings.ofOneDatabase();
  }

  /** The scripts are the same for all databases of an environment. */
  private static DeployRequest ofOneTarget(DeployRequest request, List<String> notes) {
    if (request.targets().none()) {
      return request;
    }
    Target first = request.targets().all().get(0);
    int all = request.targets().all().size();
    notes.add(
        "rehearsed as the target "
            + first.name()
            + (all == 1 ? "" : ", the first of %d; --target chooses another".formatted(all)));
    return request.of(List.of(first));
  }

  /** The rules for scripts go by the rehearsal's database if nothing says the environment's. */
  private FlywayOptions options(DeployRequest deploy, Map<String, String> ofTask) {
    FlywayOptions known = FlywayConfigurations.options(deploy, ofTask, Set.of());
    Optional<String> url = database.address().map(RehearsalRequestFactory::url);
    if (known.url().isPresent() || url.isEmpty()) {
      return known;
    }
    Map<String, String> more = new HashMap<>(ofTask);
    more.put(URL, url.get());
    return FlywayConfigurations.options(deploy, more, Set.of());
  }

  private static String url(Address address) {
    return address instanceof Address.Server server
        ? server.url()
        : "jdbc:postgresql://localhost/" + DatabaseUrl.EMBEDDED;
  }
}
