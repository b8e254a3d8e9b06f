package dev.migratedeploy.manual;

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
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the manual names, to show that what it says is so. */
class ManualTestNamesTest {
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

  static List<ManualPage> pages() {
    return ManualPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTestIsThere(ManualPage page) throws IOException {
    for (MatchResult test : NAMED.matcher(page.text()).results().toList()) {
      String source = sourceOf(test.group(1));
      if (test.group(2) != null) {
        assertThat(source).as(test.group()).contains("void " + test.group(2) + "(");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"## A sealed runner, 20", "## An ordinary job, 20"})
  void everyThreatNamesATestThatShowsIt(String heading, int rowsAtLeast) {
    List<List<String>> rows = ManualPage.named("threat-model").section(heading).rows();

    assertThat(rows).hasSizeGreaterThan(rowsAtLeast);
    assertThat(rows).allSatisfy(row -> assertThat(row.get(row.size() - 1)).containsPattern(NAMED));
  }

  private static String sourceOf(String testClass) throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("src"))) {
      Path file =
          found
              .filter(path -> path.endsWith(testClass + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no " + testClass));
      return Files.readString(file);
    }
  }
}
