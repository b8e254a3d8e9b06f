package dev.migratedeploy.runner.reports;

import dev.migratedeploy.gitlab.Artifact;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** How a report file becomes what GitLab expects of its kind. */
enum ArtifactFormat {
  JUNIT("junit.xml", "gzip"),
  DOTENV("deploy.env", "gzip"),
  ANNOTATIONS("annotations.json", "gzip"),
  /** GitLab's pages read it as it is. */
  CODEQUALITY("codequality.json", "raw"),
  /** All of them for a person to look at, with the task's whole log. */
  ARCHIVE(Defaults.REPORT_DIRECTORY + ".zip", "zip");

  private final String file;
  private final String format;

  ArtifactFormat(String file, String format) {
    this.file = file;
    this.format = format;
  }

  static List<ArtifactFormat> all() {
    return List.of(values());
  }

  /** GitLab's name for the kind. */
  String type() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Packs it beside the report files. */
  Artifact pack(Path directory) throws IOException {
    Path source = directory.resolve(file);
    Path packed = directory.resolveSibling(file + (format.equals("gzip") ? ".gz" : ""));
    switch (format) {
      case "gzip" -> gzip(source, packed);
      case "zip" -> zip(directory, packed);
      default -> Files.copy(source, packed);
    }
    return new Artifact(type(), format, packed);
  }

  private static void gzip(Path source, Path packed) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(source, out);
    }
  }

  private static void zip(Path directory, Path packed) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(packed));
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        // Workhorse lists the archive's folders: one of its own keeps the files together.
        zip.putNextEntry(
            new ZipEntry(
                Defaults.REPORT_DIRECTORY + "/" + FileNames.text(directory.relativize(file))));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
