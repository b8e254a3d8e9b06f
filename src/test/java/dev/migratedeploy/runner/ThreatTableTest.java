package dev.migratedeploy.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's two tables of threats, each row of which names the test that shows it. */
class ThreatTableTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");

  @ParameterizedTest
  @CsvSource({"| what a committer can try, 20", "| who | what they can try, 11"})
  void everyRowNamesATestThatIsThere(String header, int rowsAtLeast) throws IOException {
    List<String> rows =
        Files.readString(Path.of("README.md"))
            .lines()
            .dropWhile(line -> !line.startsWith(header))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(rowsAtLeast);
    for (String row : rows) {
      List<MatchResult> named = NAMED.matcher(row).results().toList();
      assertThat(named).as(row).isNotEmpty();
      for (MatchResult test : named) {
        assertThat(sourceOf(test.group(1))).as(row).contains("void " + test.group(2) + "(");
      }
    }
  }

  private static String sourceOf(String testClass) throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("src/test/java"))) {
      Path file =
          found.filter(path -> path.endsWith(testClass + ".java")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
