package dev.migratedeploy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code mvn verify} prints after both halves: the tests that did not run, by the reason,
 * which names the program that is missing.
 */
final class SkippedSummary {
  private SkippedSummary() {}

  /** The folder of the notes that {@link SkippedTests} has taken, and the file for the list. */
  public static void main(String[] arguments) throws IOException {
    Path notes = Path.of(arguments[0]);
    if (Files.isDirectory(notes)) {
      List<String> lines = lines(take(notes));
      Files.write(Path.of(arguments[1]), lines);
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      lines.forEach(out::println);
    }
  }

  /** A line for each reason, in their order. */
  static List<String> lines(List<String> notes) {
    Map<String, TreeSet<String>> tests =
        notes.stream()
            .distinct()
            .map(note -> note.split("\t", 2))
            .collect(
                Collectors.groupingBy(
                    note -> note[1],
                    TreeMap::new,
                    Collectors.mapping(note -> note[0], Collectors.toCollection(TreeSet::new))));
    if (tests.isEmpty()) {
      return List.of("No test was skipped.");
    }
    List<String> lines = new ArrayList<>(List.of("Skipped tests, by the reason:"));
    tests.forEach((reason, names) -> lines.add("  " + reason + ": " + String.join(", ", names)));
    return lines;
  }

  /** The next build takes notes of its own. */
  private static List<String> take(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> inside = Files.list(folder)) {
      files = inside.sorted().toList();
    }
    List<String> notes = new ArrayList<>();
    for (Path file : files) {
      notes.addAll(Files.readAllLines(file));
      Files.delete(file);
    }
    return notes;
  }
}
