package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.manual.ManualPage;
import dev.migratedeploy.support.VirtualTicker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual says of the report files is what a run writes. */
class ManualReportsTest {
  private static final ManualPage PAGE = ManualPage.named("reports");
  private static final Pattern FILE = Pattern.compile("`([a-z]+\\.(?:json|xml|env|log|html))`");
  private static final Pattern KEY = Pattern.compile("(?<=[`.])([a-zA-Z]+)(?=\\[\\]|[`.])");

  private static final Set<String> OF_OTHER_COMMANDS =
      Set.of("plan.json", "pending.json", "rehearsal.json");

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
    told.removeIf(OF_OTHER_COMMANDS::contains);
    assertThat(told).as("written by a deploy").isEqualTo(written);
  }

  static Stream<Arguments> jsonFiles() {
    return Stream.of(
        Arguments.of(ResultJson.class, PAGE.section("## result.json")),
        Arguments.of(PlanJson.class, PAGE.section("## plan.json")),
        Arguments.of(RehearsalJson.class, PAGE.section("## rehearsal.json")),
        Arguments.of(PendingJson.class, PAGE.section("## pending.json")),
        Arguments.of(HistoryJson.class, ManualPage.named("history").section("## JSON")),
        Arguments.of(DoctorJson.class, ManualPage.named("commands").section("## doctor")));
  }

  @ParameterizedTest
  @MethodSource("jsonFiles")
  void everyKeyIsDocumented(Class<?> file, ManualPage section) {
    assertThat(matches(KEY, section.text())).containsAll(keys(file));
  }

  @ParameterizedTest
  @MethodSource("jsonFiles")
  void everyDocumentedKeyIsThere(Class<?> file, ManualPage section) {
    section.rows().forEach(row -> assertThat(keys(file)).containsAll(matches(KEY, row.get(0))));
  }

  @Test
  void everyVariableIsDocumented() {
    String told = PAGE.section("## deploy.env").text();

    VirtualTicker ticker = new VirtualTicker();
    Path many = folder.resolve("many");
    FleetSamples.success(new FleetEvents(new ReportFiles(many, warning -> {}, ticker), ticker));

    assertThat(
            Stream.of(folder, many)
                .flatMap(reports -> ManualReportsTest.lines(reports.resolve("deploy.env"))))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(told)
                    .contains("`" + line.replaceFirst("=.*", "`").replace("_STAGING", "")));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of a record's parts, and of the records in it. */
  private static Set<String> keys(Class<?> type) {
    Set<String> keys = new TreeSet<>();
    for (RecordComponent part : type.getRecordComponents()) {
      if (part.getAccessor().getAnnotation(JsonUnwrapped.class) == null) {
        keys.add(part.getName());
      }
      Type inner =
          part.getGenericType() instanceof ParameterizedType list
              ? list.getActualTypeArguments()[0]
              : part.getGenericType();
      if (inner instanceof Class<?> nested && nested.isRecord()) {
        keys.addAll(keys(nested));
      }
    }
    return keys;
  }
}
