package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds for the sources of all roots: the program, its tests, the local cloud and the rest.
 */
class SourceTreeTest {
  private static final Path SOURCES = Path.of("src");

  private static final Pattern IMPORT_OF_THE_TOOL =
      Pattern.compile("^import (static )?dev\\.migratedeploy\\.(?!localcloud\\.)");

  private static final Pattern IMPORT_OF_THE_OBSERVER =
      Pattern.compile(
          "^import (static )?(javax?\\.|org\\.flywaydb\\.core\\.api\\.|org\\.jspecify\\."
              + "|dev\\.migratedeploy\\.observer\\.)");

  @Test
  void noTwoClassesHaveTheSameName() throws IOException {
    Map<String, List<String>> byName =
        javaFiles(SOURCES)
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    file -> file.getFileName().toString(),
                    Collectors.mapping(Path::toString, Collectors.toList())));
    assertThat(byName.values()).isNotEmpty().allSatisfy(files -> assertThat(files).hasSize(1));
  }

  /** Else a mistake of the tool could be repeated by what stands in for AWS and GitLab. */
  @Test
  void theLocalCloudKnowsNothingOfTheTool() throws IOException {
    assertThat(
            javaFiles(SOURCES.resolve("localcloud"))
                .flatMap(SourceTreeTest::lines)
                .filter(line -> IMPORT_OF_THE_TOOL.matcher(line).find()))
        .isEmpty();
  }

  /** It is loaded by Flyway, beside Flyway's own libraries, and has nothing of ours with it. */
  @Test
  void theObserverHasOnlyTheJdkAndTheApiOfFlyway() throws IOException {
    assertThat(
            javaFiles(SOURCES.resolve("observer"))
                .flatMap(SourceTreeTest::lines)
                .filter(line -> line.startsWith("import ")))
        .isNotEmpty()
        .allMatch(line -> IMPORT_OF_THE_OBSERVER.matcher(line).find());
  }

  private static Stream<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
