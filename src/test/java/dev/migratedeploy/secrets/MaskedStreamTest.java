package dev.migratedeploy.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The one place that everything printed goes through. */
class MaskedStreamTest {
  private static final String TOKEN = "glcbt-64_Zq8hVtR2";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final KnownSecrets secrets = new KnownSecrets();
  private final PrintStream out = secrets.stream(printed);

  MaskedStreamTest() {
    secrets.add(TOKEN);
  }

  @Test
  void aSecretInPiecesIsCutOut() {
    out.print("a ");
    out.print(TOKEN.substring(0, 5));
    out.write(TOKEN.charAt(5));
    out.print(TOKEN.substring(6));
    out.println(" b");

    assertThat(shown()).isEqualTo("a [MASKED] b\n");
  }

  @Test
  void aStackTraceToo() {
    new IllegalStateException("Basic " + TOKEN, new IllegalArgumentException(TOKEN))
        .printStackTrace(out);

    assertThat(shown()).contains("Basic [MASKED]", "Caused by").doesNotContain(TOKEN);
  }

  @Test
  void aLineIsThereAsSoonAsItEndsAndTheRestWhenItIsFlushed() {
    out.print("first\nsec");
    assertThat(shown()).isEqualTo("first\n");

    out.flush();
    assertThat(shown()).isEqualTo("first\nsec");
  }

  @Test
  void sectionsColoursAndLettersStayAsTheyAre() {
    String line =
        "\u001b[0Ksection_start:1560896352:log[collapsed=true]\r\u001b[0K\u001b[1mLög → 表\u001b[0m\n";
    out.print(line);

    assertThat(shown()).isEqualTo(line);
  }

  @Test
  void aLineOfManyMegabytesIsHandedOnInPieces() {
    String piece = "x".repeat(1 << 20);
    out.print(piece);
    out.print(TOKEN + piece);

    assertThat(shown().length()).isGreaterThan(piece.length());
    out.flush();
    assertThat(shown()).doesNotContain(TOKEN).hasSize(2 * piece.length() + "[MASKED]".length());
  }

  @Test
  void aStreamThatCutsAlreadyLearnsMore() {
    KnownSecrets more = new KnownSecrets();
    more.add("another-secret");
    PrintStream same = more.through(out);
    same.println("another-secret " + TOKEN);

    assertThat(same).isSameAs(out);
    assertThat(shown()).isEqualTo("[MASKED] [MASKED]\n");
  }

  private String shown() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
