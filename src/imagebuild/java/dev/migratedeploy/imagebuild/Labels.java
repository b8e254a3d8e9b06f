package dev.migratedeploy.imagebuild;

import java.util.Map;
import java.util.TreeMap;

/** What the image says of itself, under the names that the OCI has fixed for it. */
final class Labels {
  private static final String PREFIX = "org.opencontainers.image.";

  private Labels() {}

  /**
   * The labels of a version.
   *
   * @param variables of a GitLab job, which say where the sources are; elsewhere they are missing
   */
  static Map<String, String> of(String version, Map<String, String> variables) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(PREFIX + "title", "migrate-deploy");
    labels.put(PREFIX + "description", "Runs Flyway migrations from GitLab CI as an ECS task.");
    labels.put(PREFIX + "version", version);
    labels.put(PREFIX + "licenses", "Apache-2.0");
    labels.put(PREFIX + "revision", variables.getOrDefault("CI_COMMIT_SHA", ""));
    labels.put(PREFIX + "source", variables.getOrDefault("CI_PROJECT_URL", ""));
    labels.values().removeIf(String::isEmpty);
    return labels;
  }
}
