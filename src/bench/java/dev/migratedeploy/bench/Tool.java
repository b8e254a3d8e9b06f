package dev.migratedeploy.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tool as a user has it.
 *
 * @param name for the tables
 * @param command what starts it, without arguments
 */
record Tool(String name, List<String> command) {
  /** {@code java -jar}, on the Java that the benchmarks run on. */
  static Tool jar(String... javaOptions) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(javaOptions));
    command.addAll(List.of("-jar", System.getProperty("tool.jar")));
    return new Tool("java -jar", command);
  }

  /**
   * Another build of the tool, to be compared with: a jar, or else a launcher.
   *
   * @throws IllegalArgumentException if there is none at that place
   */
  private static Tool other(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("there is no file " + path + ", which tool.other names");
    }
    String name = "the other build, " + path.getFileName();
    return path.toString().endsWith(".jar")
        ? new Tool(
            name,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                path.toString()))
        : new Tool(name, List.of(path.toString()));
  }

  /**
   * That, and the runtime of the published image where {@code -Dtool.runtime} says it is, and the
   * other builds that {@code -Dtool.other} names, with commas between them.
   */
  static List<Tool> all() {
    List<Tool> all = new ArrayList<>(List.of(jar()));
    String launcher = System.getProperty("tool.runtime", "");
    if (Files.isRegularFile(Path.of(launcher))) {
      all.add(new Tool("published runtime", List.of(launcher)));
    } else {
      System.out.printf(
          "%nThe published runtime is left out: there is none at %s (mvn -Pimage package).%n",
          launcher);
    }
    for (String path : System.getProperty("tool.other", "").split(",", -1)) {
      if (!path.isBlank()) {
        all.add(other(Path.of(path)));
      }
    }
    return all;
  }
}
