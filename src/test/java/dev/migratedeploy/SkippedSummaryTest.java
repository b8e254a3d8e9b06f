package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody may believe that a test has run that was skipped. */
@NullMarked
class SkippedSummaryTest {
  private static final Pattern WITHOUT_REASON =
      Pattern.compile("@(Enabled|Disabled)If\\((?:(?!disabledReason)[^)])*+\\)");

  @Test
  void testsStandByTheReason() {
    assertThat(
            SkippedSummary.lines(
                List.of(
                    "SquawkIT.locks\tsquawk is not on the path",
                    "PushIT\taws is not on the path",
                    "PullIT\taws is not on the path",
                    "PushIT\taws is not on the path")))
        .containsExactly(
            "Skipped tests, by the reason:",
            "  aws is not on the path: PullIT, PushIT",
            "  squawk is not on the path: SquawkIT.locks");
  }

  @Test
  void whereNothingWasSkippedThatIsSaid() {
    assertThat(SkippedSummary.lines(List.of())).containsExactly("No test was skipped.");
  }

  @Test
  void theNotesOfAllProcessesAreTakenOnce(@TempDir Path folder) throws IOException {
    Path notes = Files.createDirectory(folder.resolve("notes"));
    Files.writeString(notes.resolve("fast-1"), "A\taws is not on the path\n");
    Files.writeString(notes.resolve("slow-2"), "B\taws is not on the path\n");
    Path list = folder.resolve("skipped.txt");
    String[] arguments = {notes.toString(), list.toString()};

    SkippedSummary.main(arguments);
    assertThat(list).content().contains("  aws is not on the path: A, B\n");
    SkippedSummary.main(arguments);
    assertThat(list).content().isEqualTo("No test was skipped.\n");
  }

  @Test
  void aBuildWithoutTestsSaysNothing(@TempDir Path folder) throws IOException {
    Path list = folder.resolve("skipped.txt");

    SkippedSummary.main(new String[] {folder.resolve("none").toString(), list.toString()});

    assertThat(list).doesNotExist();
  }

  @Test
  void junitsOwnWordsAreLeftOut() {
    assertThat(SkippedTests.plain("@EnabledIf of isIt is false ==> aws is not there"))
        .isEqualTo("aws is not there");
    assertThat(SkippedTests.plain("Assumption failed: no\n git")).isEqualTo("no git");
  }

  /** A condition's own name does not say what has to be installed. */
  @Test
  void everyConditionHasAReason() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      assertThat(sources.filter(file -> file.toString().endsWith(".java")).toList())
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContainPattern(WITHOUT_REASON));
    }
  }
}
