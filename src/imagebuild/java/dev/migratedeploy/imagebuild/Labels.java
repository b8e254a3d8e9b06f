package dev.migratedeploy.imagebuild;

import java.util.Map;
import java.util.TreeMap;

/** What the image says of itself, under the names that the OCI has fixed for it. */
final class Labels {
  private static final String PREFIX = "org.opencontainers.image.";

  private Labels() {}

  /**
   * The labels of the tool's image.
   *
   * @param licences of all that is in it, as SPDX writes them
   * @param variables of a GitLab job, which say where the sources are; elsewhere they are missing
   */
  static Map<String, String> ofTool(
      String version, String licences, Map<String, String> variables) {
    Map<String, String> labels = common(variables);
    labels.put(PREFIX + "title", "migrate-deploy");
    labels.put(PREFIX + "description", "Runs Flyway migrations from GitLab CI as an ECS task.");
    labels.put(PREFIX + "version", version);
    labels.put(PREFIX + "licenses", licences);
    return labels;
  }

  /**
   * The labels of the base image for Flyway.
   *
   * @param flyway its version, which is the image's
   * @param tool the version of the tool that it was built with
   */
  static Map<String, String> ofFlyway(
      String flyway, String tool, String licences, Map<String, String> variables) {
    Map<String, String> labels = common(variables);
    labels.put(PREFIX + "title", "migrate-deploy-flyway");
    labels.put(
        PREFIX + "description",
        "Flyway OSS for PostgreSQL, MariaDB and MySQL, made to start fast.");
    labels.put(PREFIX + "version", flyway);
    labels.put(PREFIX + "licenses", licences);
    labels.put("dev.migratedeploy.version", tool);
    return labels;
  }

  private static Map<String, String> common(Map<String, String> variables) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(PREFIX + "revision", variables.getOrDefault("CI_COMMIT_SHA", ""));
    labels.put(PREFIX + "source", variables.getOrDefault("CI_PROJECT_URL", ""));
    labels.values().removeIf(String::isEmpty);
    return labels;
  }
}
