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

  /** That, and the runtime of the published image where {@code -Dtool.runtime} says it is. */
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
    return all;
  }
}
