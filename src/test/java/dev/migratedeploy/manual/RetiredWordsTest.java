package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read at night is in plain technical English: see {@link RetiredWord}. */
class RetiredWordsTest {
  static List<ManualPage> pages() {
    return ManualPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageOfTheManualUsesThem(ManualPage page) {
    assertThat(found(page.file(), page.text().lines())).isEmpty();
  }

  @Test
  void noMessageUsesThem() {
    assertThat(
            files("src/main/java")
                .flatMap(file -> found(file, JavaTexts.of(text(file)).stream()).stream()))
        .isEmpty();
  }

  @Test
  void noCommentUsesThem() {
    assertThat(
            files("src/main/java")
                .flatMap(file -> found(file, JavaTexts.comments(text(file)).stream()).stream()))
        .isEmpty();
  }

  @Test
  void noTemplateUsesThem() {
    assertThat(
            Stream.of("src/main/resources/dev/migratedeploy/init", "ci-templates")
                .flatMap(RetiredWordsTest::files)
                .flatMap(file -> found(file, text(file).lines()).stream()))
        .isEmpty();
  }

  @Test
  void theChangesOfTheNextVersionDoNotUseThem() {
    Path file = Path.of("CHANGELOG.md");
    Stream<String> unreleased =
        text(file)
            .lines()
            .dropWhile(line -> !line.equals("## Unreleased"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "));

    assertThat(found(file, unreleased)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "say what mends it | MEND",
        "print the result alone | ONLY",
        "Run the task even where no script changed | CONDITION",
        "set GITLAB_TOKEN anew | AGAIN",
        "could not take on the role | ASSUME",
        "staging lacks 2 scripts | PENDING",
        "waits for ever for a lock | IN_VAIN",
      })
  void oneThatIsThereIsFound(String text, RetiredWord word) {
    assertThat(word.isIn(text)).isTrue();
  }

  @Test
  void wordsThatAreAddedUpAreOneTextAndCommentsAreNone() {
    assertThat(JavaTexts.of("f(\"even\"\n + \" where\", \"b\\\"\" /* \"c\" */); // \"d\"\n'\"'"))
        .containsExactly("even where", "b\\\"");
  }

  @ParameterizedTest
  @CsvSource({"left it alone: a driver made it", "Where the report files go", "V1__anew_table.sql"})
  void whatOnlyLooksLikeOneIsNone(String text) {
    assertThat(found(Path.of("x"), Stream.of(text))).isEmpty();
  }

  private static List<String> found(Path file, Stream<String> texts) {
    return texts
        .flatMap(
            text ->
                Arrays.stream(RetiredWord.values())
                    .filter(word -> word.isIn(text))
                    .map(word -> "%s: %s -> %s".formatted(file, text, word.instead())))
        .collect(Collectors.toList());
  }

  private static Stream<Path> files(String folder) {
    try (Stream<Path> found = Files.walk(Path.of(folder))) {
      return found.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
