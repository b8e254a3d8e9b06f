package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.Hash;
import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What decides what a deploy does, apart from the database: each value as a short hash, since
 * nobody has to read it, and an argument may hold what nobody is to read.
 *
 * @param files the scripts by their path below the scripts folder, and what else goes into the
 *     image by its absolute path there
 * @param settings by their name
 */
public record PlannedContents(SortedMap<String, String> files, SortedMap<String, String> settings) {
  private static final int DIGITS = 16;

  public PlannedContents {
    files = new TreeMap<>(files);
    settings = new TreeMap<>(settings);
  }

  /** Of a checkout; that of a plan and that of its deploy are the same. */
  public static PlannedContents of(DeployRequest request, TaskTemplate template) {
    return new PlannedContents(files(request), settings(request, template));
  }

  /** What of it a checkout tells without anybody being asked. */
  public static SortedMap<String, String> files(DeployRequest request) {
    SortedMap<String, String> files = new TreeMap<>();
    for (MigrationScript script : request.scripts().everything()) {
      files.put(script.path(), hash(script.source()));
    }
    for (ImageFile file : request.files()) {
      files.put(file.target(), hash(file.content()));
    }
    return files;
  }

  private static SortedMap<String, String> settings(DeployRequest request, TaskTemplate template) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("image.base", hash(List.of(request.image().base())));
    settings.put("image.entrypoint", hash(request.image().entrypoint()));
    settings.put("image.scripts-path", hash(List.of(request.image().scriptsPath())));
    settings.put("Flyway's arguments", hash(options(request)));
    settings.put("the variables of the task definition", hash(variables(template)));
    settings.put("the secrets of the task definition", hash(pairs(template.secretSources())));
    settings.put("the region", hash(List.of(request.environment().region().orElse(""))));
    settings.put("the cluster", hash(List.of(request.environment().cluster())));
    settings.put("the family of the task definition", hash(List.of(template.family())));
    settings.put("the container", hash(List.of(template.container())));
    return settings;
  }

  /** Without the commands, which a plan replaces. */
  private static List<String> options(DeployRequest request) {
    return request.command().stream()
        .filter(word -> word.startsWith("-"))
        .map(PlannedContents::withoutSecret)
        .toList();
  }

  /** Any of them: Flyway's configuration may refer to it, and a script of its image read it. */
  private static List<String> variables(TaskTemplate template) {
    return pairs(template.values()).stream().map(PlannedContents::withoutSecret).toList();
  }

  private static List<String> pairs(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }

  /** A password belongs into no file, not even as a hash: it may be short. */
  private static String withoutSecret(String word) {
    String[] parts = word.split("=", 2);
    return parts.length == 2 && SecretVariables.carriesSecret(parts[0], parts[1]) ? parts[0] : word;
  }

  private static String hash(SourceFile file) {
    try {
      return Hash.SHA256.of(file.bytes()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not read " + file.path() + ": " + e,
              "check that the job may read every file of its checkout"),
          e);
    }
  }

  private static String hash(List<String> parts) {
    Hash.Parts list = Hash.SHA256.parts();
    parts.forEach(list::add);
    return list.digits().substring(0, DIGITS);
  }
}
