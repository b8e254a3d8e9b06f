package dev.migratedeploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Figures, printed as a table and written as JSON with every single one of them. */
final class Table {
  private final ObjectNode json = new ObjectMapper().createObjectNode();
  private final String name;

  Table(String name, String title) {
    this.name = name;
    json.put("java", System.getProperty("java.version"));
    json.put("processors", Runtime.getRuntime().availableProcessors());
    System.out.printf("%n%-66s %9s %9s %9s%n", title, "least", "median", "most");
  }

  /**
   * One line.
   *
   * @param key of its figures in the file
   * @param label with the unit
   */
  void row(String key, String label, List<? extends Number> figures) {
    figures.forEach(figure -> json.withArray("/" + key).add(rounded(figure.doubleValue())));
    List<Double> sorted = figures.stream().map(Number::doubleValue).sorted().toList();
    System.out.printf(
        "%-66s %9s %9s %9s%n",
        label,
        words(sorted.get(0)),
        words(sorted.get(sorted.size() / 2)),
        words(sorted.get(sorted.size() - 1)));
  }

  /** What was asked of whom. */
  void traffic(String what, String words) {
    json.withObject("/traffic").put(what, words);
    System.out.println(what + ": " + words);
  }

  /** What limits these figures, in a sentence. */
  void explain(String sentence) {
    json.withArray("/limits").add(sentence);
    System.out.println(sentence);
  }

  void write() throws IOException {
    Path file = Path.of(System.getProperty("bench.directory"), name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json.toPrettyString() + "\n");
    System.out.println("figures of each run: " + file);
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }

  private static String words(double figure) {
    return figure < 10 && figure != Math.rint(figure)
        ? String.format("%.2f", figure)
        : String.format("%,d", Math.round(figure));
  }
}
