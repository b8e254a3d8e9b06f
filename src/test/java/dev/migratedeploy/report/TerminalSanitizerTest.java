package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalSanitizerTest {
  private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

  @ParameterizedTest
  @MethodSource
  void whatCouldMoveHideOrForgeIsVisible(String line, String visible) {
    assertThat(TerminalSanitizer.of(line, true)).isEqualTo(visible);
    assertThat(TerminalSanitizer.of(line, false)).isEqualTo(visible);
  }

  static Stream<Arguments> whatCouldMoveHideOrForgeIsVisible() {
    return Stream.of(
        arguments("section_start:1:x\r\u001b[0Kheader", "section_start:1:x␍␛[0Kheader"),
        arguments("\u001b[0Ksection_end:1:x\r\u001b[0K", "␛[0Ksection_end:1:x␍␛[0K"),
        arguments("\u001b[2A\u001b[1Gup", "␛[2A␛[1Gup"),
        arguments(
            "\u001b]8;;https://evil\u0007click\u001b]8;;\u0007", "␛]8;;https://evil␇click␛]8;;␇"),
        arguments("\u001bc", "␛c"),
        arguments("\u001b[31", "␛[31"),
        arguments("\u001b[?25m", "␛[?25m"),
        arguments("10 %\r20 %", "10 %␍20 %"),
        arguments("nul\u0000bell\u0007back\b", "nul␀bell␇back␈"),
        arguments("delete\u007f", "delete␡"),
        arguments("csi\u009b31m", "csi\\u009b31m"),
        arguments("a\u202eb\u2066c\u200ed\u061ce", "a\\u202eb\\u2066c\\u200ed\\u061ce"),
        arguments("line\u2028separator", "line\\u2028separator"),
        arguments("hidden \u001b[8mtext", "hidden ␛[8mtext"),
        arguments("hidden \u001b[1;08mtext", "hidden ␛[1;08mtext"));
  }

  @ParameterizedTest
  @MethodSource
  void coloursStayAndAreEnded(String line, String coloured, String plain) {
    assertThat(TerminalSanitizer.of(line, true)).isEqualTo(coloured);
    assertThat(TerminalSanitizer.of(line, false)).isEqualTo(plain);
  }

  static Stream<Arguments> coloursStayAndAreEnded() {
    return Stream.of(
        arguments("\u001b[31mred", "\u001b[31mred\u001b[0m", "red"),
        arguments("\u001b[1;38;5;8mgrey", "\u001b[1;38;5;8mgrey\u001b[0m", "grey"),
        arguments("\u001b[48;2;8;8;8mdark", "\u001b[48;2;8;8;8mdark\u001b[0m", "dark"),
        arguments("\u001b[mplain", "\u001b[mplain\u001b[0m", "plain"),
        arguments("\u001b[31mre\rd", "\u001b[31mre␍d\u001b[0m", "re␍d"));
  }

  @Test
  void oneCarriageReturnAtTheEndIsALineEnd() {
    assertThat(TerminalSanitizer.of("from Windows\r", true)).isEqualTo("from Windows");
    assertThat(TerminalSanitizer.of("two\r\r", true)).isEqualTo("two␍");
    assertThat(TerminalSanitizer.of("\r", true)).isEmpty();
    assertThat(TerminalSanitizer.of("\u001b[31mred\r", true)).isEqualTo("\u001b[31mred\u001b[0m");
  }

  @ParameterizedTest
  @MethodSource
  void aPlainLineIsReturnedUnchanged(String line) {
    assertThat(TerminalSanitizer.of(line, true)).isSameAs(line);
    assertThat(TerminalSanitizer.of(line, false)).isSameAs(line);
  }

  static Stream<String> aPlainLineIsReturnedUnchanged() {
    return Stream.of(
        "", "Migrating schema \"public\"", "tab\tstop", "ünïcödé → 漢字 🚀", "| ?column? |");
  }

  @Test
  void noLineAtAllBringsAnythingButColours() {
    List<String> pieces =
        List.of(
            "\u001b",
            "[",
            "31",
            "8",
            ";",
            "38;5;",
            "m",
            "K",
            "\r",
            "\n",
            "\u0000",
            "\u009b",
            "\u202e",
            "text",
            "🚀",
            "section_start:1:x",
            "\u001b[0m",
            "\u001b[0K",
            "\ud800",
            "\u007f",
            "]");
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      String line =
          Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
              .limit(random.nextInt(12))
              .collect(Collectors.joining());
      String coloured = TerminalSanitizer.of(line, true);
      assertThat(STYLE.matcher(coloured).replaceAll(""))
          .as("seed %d", seed)
          .doesNotContainPattern("[\\p{Cntrl}\u202e]");
      assertThat(coloured).as("seed %d", seed).satisfies(TerminalSanitizerTest::endsItsStyle);
      assertThat(TerminalSanitizer.of(line, false))
          .as("seed %d", seed)
          .doesNotContainPattern("[\\p{Cntrl}\u202e]");
    }
  }

  private static void endsItsStyle(String text) {
    if (STYLE.matcher(text).find()) {
      assertThat(text).endsWith("\u001b[0m");
    }
  }
}
