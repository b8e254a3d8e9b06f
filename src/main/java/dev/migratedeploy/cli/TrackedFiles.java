package dev.migratedeploy.cli;

import dev.migratedeploy.changes.ComparedText;
import dev.migratedeploy.changes.ComparedText.Kind;
import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.changes.SettingsReading;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.image.ImageFiles;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.project.DecidingSettings;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.targets.TargetChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds where the files that decide what runs lie in the repository.
 *
 * @param settingsFile in the checkout
 */
record TrackedFiles(CliEnvironment surroundings, Path settingsFile) {

  /**
   * What an environment's job compares.
   *
   * @param files what goes into the image beside the scripts
   * @param targets the file that lists the environment's databases, if there is one
   */
  Configuration of(
      ImageSettings image, List<ImageFile> files, String environment, Optional<String> targets) {
    Map<String, SourceFile> tracked = new TreeMap<>();
    files.forEach(
        file -> inRepository(file.source()).ifPresent(path -> tracked.put(path, file.content())));
    Set<String> folders = new TreeSet<>();
    for (String source : image.files().keySet()) {
      Path file = FileNames.resolve(surroundings.directory(), source).normalize();
      if (Files.isDirectory(file)) {
        inRepository(file).ifPresent(folders::add);
      }
    }
    List<ComparedText> texts = new ArrayList<>();
    text(settingsFile, earlier -> changes(earlier, environment), Kind.SETTINGS)
        .ifPresent(texts::add);
    targets
        .map(name -> FileNames.resolve(surroundings.directory(), name))
        .flatMap(file -> text(file, earlier -> targetChanges(earlier, file), Kind.TARGETS))
        .ifPresent(texts::add);
    return new Configuration(texts, tracked, folders, absent());
  }

  private Optional<ComparedText> text(Path file, SettingsReading reading, Kind kind) {
    return inRepository(file)
        .map(path -> new ComparedText(path, SourceFile.of(file), reading, kind));
  }

  private static Optional<List<ConfigurationChange>> targetChanges(String earlier, Path file) {
    try {
      return TargetChanges.between(FileNames.name(file), earlier, Files.readString(file))
          .map(words -> List.of(ConfigurationChange.of(Aspect.TARGETS, words)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<List<ConfigurationChange>> changes(String earlier, String environment) {
    try {
      return DecidingSettings.changes(earlier, Files.readString(settingsFile), environment);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Flyway's configuration that may have been there, and is not now. */
  private Set<String> absent() {
    Set<String> absent = new TreeSet<>();
    for (String name : ImageFiles.CONFIGURATIONS) {
      Path file = settingsFile.resolveSibling(name);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        inRepository(settingsFile)
            .map(path -> path.substring(0, path.lastIndexOf('/') + 1) + name)
            .ifPresent(absent::add);
      }
    }
    return absent;
  }

  /** The path from the repository's root of what a link leads to; empty outside of it. */
  private Optional<String> inRepository(Path file) {
    try {
      Path here = surroundings.directory().toRealPath();
      Path real = file.toRealPath();
      return real.startsWith(here)
          ? Optional.of(surroundings.inRepository(FileNames.text(here.relativize(real))))
          : Optional.empty();
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
