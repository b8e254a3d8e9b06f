package dev.migratedeploy.gitlab;

import java.nio.file.Path;

/**
 * One file as GitLab keeps it with a job.
 *
 * @param type such as {@code junit}; GitLab has a format for each (its Enums::Ci::JobArtifact)
 * @param format {@code gzip}, {@code raw} or {@code zip}
 * @param file its content in this format
 */
public record Artifact(String type, String format, Path file) {
  String fileName() {
    return String.valueOf(file.getFileName());
  }
}
