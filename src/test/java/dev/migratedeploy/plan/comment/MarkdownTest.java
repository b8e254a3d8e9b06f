package dev.migratedeploy.plan.comment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@all",
        "#1",
        "!2",
        "~label",
        "%milestone",
        "$3",
        "&4",
        ":smile:",
        "^alert#5",
      })
  void aNameOfSomethingInGitLabIsNoReference(String text) {
    assertThat(Markdown.text(text)).startsWith("\\" + text.charAt(0) + "\u2060");
  }

  @Test
  void aTablesCellStaysOneCell() {
    assertThat(Markdown.text("a|b\nc\r\u001b[0m")).isEqualTo("a\\|b c  \\[0m");
  }

  @Test
  void markupIsText() {
    assertThat(Markdown.text("<img src=x> `code` **bold** [a](b) http://x --> V1__a.sql"))
        .isEqualTo(
            "\\<img src\\=x\\> \\`code\\` \\*\\*bold\\*\\* \\[a\\]\\(b\\) http\\:\u2060\\/\\/x"
                + " \\-\\-\\> V1\\_\\_a.sql");
  }

  @Test
  void marksThatTurnTheDirectionOfTextAreBlanks() {
    assertThat(Markdown.text("a\u202eb\u200bc")).isEqualTo("a b c");
  }

  @Test
  void aFloodOfTextIsCut() {
    assertThat(Markdown.text("a".repeat(5_000))).hasSizeLessThan(400).endsWith("…");
  }
}
