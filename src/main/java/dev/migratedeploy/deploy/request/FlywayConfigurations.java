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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Flyway is told by all that a request puts together. */
public final class FlywayConfigurations {
  private FlywayConfigurations() {}

  /**
   * Reads it.
   *
   * @throws RefusedException if a configuration file cannot be read
   */
  public static FlywayOptions options(DeployRequest request, TaskTemplate template) {
    return FlywayOptions.of(
        new Sources(
            request.command(),
            variables(request, template),
            Set.copyOf(template.secrets()),
            files(request.files())),
        request.image().scriptsPath());
  }

  /** Those of the task definition, and those that every database of the request gets alike. */
  private static Map<String, String> variables(DeployRequest request, TaskTemplate template) {
    Map<String, String> variables = new HashMap<>(template.values());
    List<Target> targets = request.targets().all();
    if (!targets.isEmpty()) {
      Map<String, String> first = targets.get(0).variables();
      first.forEach(
          (name, value) -> {
            if (targets.stream().allMatch(it -> value.equals(it.variables().get(name)))) {
              variables.put(name, value);
            }
          });
    }
    return variables;
  }

  /** The scripts that belong to the environment, with the options that decide it. */
  public static EnvironmentScripts scripts(DeployRequest request, TaskTemplate template) {
    FlywayOptions options = options(request, template);
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
