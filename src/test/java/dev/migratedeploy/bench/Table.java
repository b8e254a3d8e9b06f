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
    System.out.printf("%n%-46s %8s %8s %8s%n", title, "least", "median", "most");
  }

  void row(String key, String label, List<Long> figures) {
    figures.forEach(json.withArray("/" + key)::add);
    List<Long> sorted = figures.stream().sorted().toList();
    System.out.printf(
        "%-46s %8d %8d %8d%n",
        label, sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
  }

  void write() throws IOException {
    Path file = Path.of(System.getProperty("bench.directory"), name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json + "\n");
    System.out.println("figures of each run: " + file);
  }
}
