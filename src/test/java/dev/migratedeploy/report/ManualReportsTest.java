package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.manual.ManualPage;
import dev.migratedeploy.support.VirtualTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual says of the report files is what a run writes. */
class ManualReportsTest {
  private static final ManualPage PAGE = ManualPage.named("reports");
  private static final Pattern FILE = Pattern.compile("`([a-z]+\\.(?:json|xml|env|log|html))`");
  private static final Pattern KEY = Pattern.compile("`([a-zA-Z]+)(?:\\[\\])?(?:\\.[a-z]+)?`");

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void aWholeRun() {
    VirtualTicker ticker = new VirtualTicker();
    new Run(new ReportFiles(folder, warning -> {}, ticker), ticker)
        .upToTheLog("Successfully applied 1 migration to schema \"public\", now at version v7")
        .decided(Run.applied("1 script"));
  }

  @Test
  void everyFileIsInTheTable() throws IOException {
    Set<String> told =
        PAGE.rows().stream()
            .flatMap(row -> FILE.matcher(row.get(0)).results())
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    Set<String> written;
    try (Stream<Path> files = Files.list(folder)) {
      written = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }

    assertThat(told).containsAll(written);
    told.removeIf(file -> file.startsWith("plan") || file.startsWith("pending"));
    assertThat(told).as("written by a deploy").isEqualTo(written);
  }

  @Test
  void everyKeyOfTheResultIsDocumented() throws IOException {
    assertThat(keys("## result.json"))
        .containsAll(keys(new ObjectMapper().readTree(folder.resolve("result.json").toFile())));
  }

  @Test
  void everyVariableIsDocumented() throws IOException {
    String told = PAGE.section("## deploy.env").text();

    assertThat(Files.readAllLines(folder.resolve("deploy.env")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(told).contains("`" + line.replaceFirst("=.*", "`")));
  }

  private static Set<String> keys(String heading) {
    return KEY.matcher(PAGE.section(heading).text())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.properties().forEach(field -> keys.add(field.getKey()));
    List<JsonNode> children = Stream.generate(node.elements()::next).limit(node.size()).toList();
    children.forEach(child -> keys.addAll(keys(child)));
    return keys;
  }
}
