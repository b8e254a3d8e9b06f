package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.configuration.ConfigurationFile;
import dev.migratedeploy.flyway.configuration.Sources;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Flyway is told by all that a request puts together. */
public final class FlywayConfigurations {
  private static final Set<String> LOCATIONS =
      Set.of("FLYWAY_LOCATIONS", "FLYWAY_CALLBACK_LOCATIONS");

  private FlywayConfigurations() {}

  /**
   * Reads it.
   *
   * @throws RefusedException if a configuration file cannot be read
   */
  public static FlywayOptions options(DeployRequest request, TaskTemplate template) {
    return options(request, template.values(), Set.copyOf(template.secrets()));
  }

  /**
   * The same where the task definition is not known.
   *
   * @param ofTask the variables that it is said to set
   * @param secrets the names of its variables whose values only the container gets
   */
  public static FlywayOptions options(
      DeployRequest request, Map<String, String> ofTask, Set<String> secrets) {
    return FlywayOptions.of(
        new Sources(request.command(), variables(request, ofTask), secrets, files(request.files())),
        request.image().scriptsPath());
  }

  /**
   * Those of the task definition, and those that every database of the request gets alike. A script
   * belongs to the environment if one of its databases finds it.
   */
  private static Map<String, String> variables(DeployRequest request, Map<String, String> ofTask) {
    Map<String, String> variables = new HashMap<>(ofTask);
    Map<String, Set<String>> ofTargets = new TreeMap<>();
    for (Target target : request.targets().all()) {
      target
          .variables()
          .forEach(
              (name, value) ->
                  ofTargets.computeIfAbsent(name, it -> new LinkedHashSet<>()).add(value));
    }
    ofTargets.forEach(
        (name, values) -> {
          if (values.size() == 1 || LOCATIONS.contains(name)) {
            variables.put(name, String.join(",", values));
          }
        });
    return variables;
  }

  /** The scripts that belong to the environment, with the options that decide it. */
  public static EnvironmentScripts scripts(DeployRequest request, TaskTemplate template) {
    return scripts(request, options(request, template));
  }

  /** The same with options that are known already. */
  public static EnvironmentScripts scripts(DeployRequest request, FlywayOptions options) {
    String path = request.image().scriptsPath();
    return request.image().runsFlyway()
        ? EnvironmentScripts.of(request.scripts(), options, path)
        : EnvironmentScripts.every(request.scripts(), options, path);
  }

  private static List<ConfigurationFile> files(List<ImageFile> files) {
    return files.stream()
        .filter(file -> file.target().matches("(?i).*\\.(conf|toml|properties)"))
        .map(
            file -> new ConfigurationFile(file.target(), FileNames.name(file.source()), text(file)))
        .toList();
  }

  private static String text(ImageFile file) {
    try {
      // Not every editor writes UTF-8; a byte that is none makes no difference here.
      return new String(file.content().bytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not read " + file.source() + ": " + e,
              "see that the job may read every file of its checkout"));
    }
  }
}
