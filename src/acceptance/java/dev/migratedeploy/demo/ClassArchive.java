package dev.migratedeploy.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An archive of the classes that processes with one class path load (class data sharing). Java
 * refuses one for a class path with folders (JDK-8279366), and takes one only for jars that are
 * still the same files; then it starts without, and slower.
 *
 * @param file may be missing
 */
public record ClassArchive(Path file) {
  private static final String FOLDER = "shared.classes";

  /** That of this name, if the build says where it keeps them. */
  public static Optional<ClassArchive> named(String name) {
    return folder().map(folder -> new ClassArchive(folder.resolve(name + ".jsa")));
  }

  /** Where the build keeps them, if it says so. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(FOLDER))
        .filter(name -> !name.isEmpty())
        .map(name -> Path.of(name).toAbsolutePath());
  }

  /** What a process is started with to have it: nothing if it was not made. */
  public List<String> options() {
    // Newer Javas tell it if an archive is not good for them.
    return Files.isRegularFile(file)
        ? List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + file)
        : List.of();
  }

  /** What makes a process list its classes for {@link #make}. */
  public String listing() {
    return "-XX:DumpLoadedClassList=" + list();
  }

  /**
   * Makes it from the list of a process that was started as the command says. Only an archive made
   * from a list may hold classes as old as picocli's (JDK-8261090).
   *
   * @param command Java, its options, and the class path or jar
   */
  public ToolProcess.Result make(List<String> command) {
    List<String> words = new ArrayList<>(command.subList(0, 1));
    words.addAll(
        List.of(
            "-Xshare:dump",
            "-Xlog:disable",
            "-XX:SharedClassListFile=" + list(),
            "-XX:SharedArchiveFile=" + file));
    words.addAll(command.subList(1, command.size()));
    return ToolProcess.run(words, Path.of("").toAbsolutePath(), Map.of(), List.of());
  }

  /** What an earlier build has made is not for this one's classes. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private Path list() {
    return Path.of(file.toString().replaceFirst("\\.jsa$", ".list"));
  }
}
