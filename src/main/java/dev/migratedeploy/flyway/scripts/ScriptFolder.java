package dev.migratedeploy.flyway.scripts;

import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The scripts of a project as they are checked out.
 *
 * @param folder as the settings name it, below the project's directory
 * @param scripts sorted by path, at least one
 * @param outside those that are there too, but that Flyway does not find in the environment
 */
public record ScriptFolder(
    String folder, List<MigrationScript> scripts, List<MigrationScript> outside) {
  public ScriptFolder {
    scripts = List.copyOf(scripts);
    outside = List.copyOf(outside);
  }

  /** A folder all of whose scripts count. */
  public ScriptFolder(String folder, List<MigrationScript> scripts) {
    this(folder, scripts, List.of());
  }

  /**
   * Lists what counts below a folder, at any depth.
   *
   * @param folder relative to the project's directory: the setting {@code scripts}
   * @throws RefusedException if there is no such folder or no script in it
   */
  public static ScriptFolder read(Path projectDirectory, String folder) {
    Path root = FileNames.resolve(projectDirectory, folder).normalize();
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(folder, root, "it does not exist");
    }
    // Git keeps a link as a file of its own: what is behind it could not be compared.
    if (Files.isSymbolicLink(root)) {
      throw refused(folder, root, "it is a symbolic link");
    }
    if (!Files.isDirectory(root)) {
      throw refused(folder, root, "it is a file, not a folder");
    }
    List<MigrationScript> scripts = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Walk(root, scripts));
    } catch (IOException failure) {
      throw refused(folder, root, "it cannot be read (" + failure + ")");
    }
    if (scripts.isEmpty()) {
      throw refused(folder, root, "there is no script in it");
    }
    scripts.sort(Comparator.comparing(MigrationScript::path));
    return new ScriptFolder(folder, scripts);
  }

  /**
   * Whether a path counts as part of the scripts: no part of it is hidden (begins with a dot) and
   * it is no Markdown. The same holds for the files here and for those of another commit.
   *
   * @param relativePath below the scripts folder, with {@code /} between folders
   */
  public static boolean counts(String relativePath) {
    return !relativePath.startsWith(".")
        && !relativePath.contains("/.")
        && !relativePath.toLowerCase(Locale.ROOT).endsWith(".md");
  }

  /**
   * The same as Flyway is told to read it.
   *
   * @param found whether Flyway finds a script
   */
  public ScriptFolder read(Predicate<MigrationScript> found, ScriptNaming naming) {
    Map<Boolean, List<MigrationScript>> parts =
        everything().stream()
            .map(script -> script.named(naming))
            .collect(Collectors.partitioningBy(found));
    return new ScriptFolder(
        folder, parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  /** All files of the folder, which all go into the image, sorted by path. */
  public List<MigrationScript> everything() {
    return Stream.concat(scripts.stream(), outside.stream())
        .sorted(Comparator.comparing(MigrationScript::path))
        .toList();
  }

  /** The files by their path below the folder, in the same order. */
  public Map<String, SourceFile> files() {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    scripts.forEach(script -> files.put(script.path(), script.source()));
    return files;
  }

  private static RefusedException refused(String folder, Path root, String why) {
    return new RefusedException(
        Problem.of(
            "could not read the scripts in %s: %s (%s)"
                .formatted(folder, why, root.toAbsolutePath()),
            "put a script such as V1__first.sql there, or name the folder that holds the scripts"
                + " with scripts: in the settings"));
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<MigrationScript> found;
    private final int prefix;

    Walk(Path root, List<MigrationScript> found) {
      this.root = root;
      this.found = found;
      this.prefix = FileNames.text(root.resolve("x")).length() - 1;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.equals(root) || counts(relative(directory) + "/")
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = relative(file);
      if (attributes.isRegularFile() && counts(path)) {
        FileNames.refuseControls(path);
        found.add(MigrationScript.of(path, file));
      }
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
      return FileNames.text(path).substring(prefix);
    }
  }
}
