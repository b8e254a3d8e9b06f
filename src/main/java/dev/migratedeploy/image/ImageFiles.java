package dev.migratedeploy.image;

import dev.migratedeploy.flyway.CredentialSearch;
import dev.migratedeploy.flyway.configuration.ConfigurationFile;
import dev.migratedeploy.flyway.configuration.MalformedFileException;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects the files that the settings put into the image, and refuses those with a secret. */
public final class ImageFiles {
  /** Those of Flyway's that are taken from beside the settings file. */
  public static final List<String> CONFIGURATIONS = List.of("flyway.conf", "flyway.toml");

  private final Path project;
  private final Map<String, SourceFile> byTarget = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private ImageFiles(Path project) {
    this.project = project.toAbsolutePath().normalize();
  }

  /**
   * Lists the files of {@code image.files}, folders with everything in them, and the Flyway
   * configuration that lies beside the settings file.
   *
   * @param settingsFile relative to the project, or absolute
   * @return sorted by their place in the image
   * @throws RefusedException if one is missing, lies outside the project or holds a secret; every
   *     problem at once
   */
  public static List<ImageFile> collect(
      Path projectDirectory, Path settingsFile, ImageSettings image) {
    ImageFiles files = new ImageFiles(projectDirectory);
    image.files().forEach(files::addListed);
    files.addConfigurationBeside(settingsFile);
    files.byTarget.values().forEach(files::checkForSecrets);
    if (!files.problems.isEmpty()) {
      throw new RefusedException(
          new Problem(
              "the image cannot be made of the files that the settings name",
              files.problems,
              "keep credentials out of the image: the task definition's secrets give them to the"
                  + " container, as FLYWAY_PASSWORD for example; correct the paths in image.files and the files themselves"));
    }
    return files.byTarget.entrySet().stream()
        .map(entry -> new ImageFile(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void addListed(String source, String target) {
    Path file = FileNames.resolve(project, source).normalize();
    try {
      if (!Files.exists(file)) {
        problems.add(source + ": no such file, named in image.files");
      } else if (!file.toRealPath().startsWith(project.toRealPath())) {
        problems.add(source + ": a symbolic link that leads out of the project");
      } else if (Files.isDirectory(file)) {
        addFolder(source, file, target.replaceFirst("(?<!/)/++$", ""));
      } else if (!Files.isRegularFile(file)) {
        problems.add(source + ": neither a file nor a folder, named in image.files");
      } else {
        add(target.endsWith("/") ? target + FileNames.name(file) : target, file);
      }
    } catch (IOException failure) {
      problems.add(source + ": it cannot be read (" + failure + ")");
    }
  }

  private void addFolder(String source, Path folder, String target) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> files =
          below.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList();
      if (files.isEmpty()) {
        problems.add(source + ": a folder without any file, named in image.files");
      }
      files.forEach(
          file -> {
            add(target + "/" + FileNames.text(folder.relativize(file)), file);
          });
    } catch (UncheckedIOException failure) { // of a folder in it
      throw failure.getCause();
    }
  }

  private void add(String target, Path file) {
    SourceFile other = byTarget.putIfAbsent(target, SourceFile.of(file));
    if (other != null && !other.path().equals(file)) {
      problems.add("%s: both %s and %s".formatted(target, shown(other.path()), shown(file)));
    }
  }

  private void addConfigurationBeside(Path settingsFile) {
    for (String name : CONFIGURATIONS) {
      Path file = project.resolve(settingsFile).normalize().resolveSibling(name);
      SourceFile source = SourceFile.of(file);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !byTarget.containsValue(source)) {
        byTarget.putIfAbsent(Defaults.CONFIGURATION_IN_IMAGE + name, source);
      }
    }
  }

  private void checkForSecrets(SourceFile source) {
    Path file = source.path();
    if (!FileNames.text(file).matches("(?i).*\\.(conf|toml|properties)")) {
      return;
    }
    try {
      String text = new String(source.bytes(), StandardCharsets.UTF_8);
      problems.addAll(CredentialSearch.secretsIn(shown(file), text));
      ConfigurationFile.check(file.getFileName().toString(), text);
    } catch (MalformedFileException malformed) {
      problems.add("%s:%d: %s".formatted(shown(file), malformed.line(), malformed.why()));
    } catch (IOException failure) {
      problems.add(shown(file) + ": it cannot be read (" + failure + ")");
    }
  }

  private String shown(Path file) {
    return FileNames.text(file.startsWith(project) ? project.relativize(file) : file);
  }
}
