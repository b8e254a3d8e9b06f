package dev.migratedeploy.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut out of a text, in whatever form it stands there. */
class KnownSecretsTest {
  private static final String TOKEN = "glpat-x7/Q+9zL=pk_A2";
  private static final String LONG = random(5_000);

  private final KnownSecrets secrets = new KnownSecrets();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the token TOKEN was refused | the token [MASKED] was refused",
        "TOKEN                       | [MASKED]",
        "TOKENTOKEN                  | [MASKED]",
        "a=TOKEN&b=TOKEN;            | a=[MASKED]&b=[MASKED];",
        "glpat-other                 | glpat-other"
      })
  void asItIs(String text, String shown) {
    secrets.add(TOKEN);

    assertThat(secrets.cut(text.replace("TOKEN", TOKEN))).isEqualTo(shown);
  }

  @Test
  void inAUrl() {
    secrets.add(TOKEN);
    String upper = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);

    assertThat(secrets.cut("https://oauth2:" + upper + "@host/"))
        .isEqualTo("https://oauth2:[MASKED]@host/");
    assertThat(
            secrets.cut(
                "?t=" + upper.replace("%2F", "%2f").replace("%2B", "%2b").replace("%3D", "%3d")))
        .isEqualTo("?t=[MASKED]");
  }

  /**
   * Other tools mask a token, and not the header that is made of it (openclaw 69567), nor the JSON
   * around it (watchtower 517), nor what echo adds a line break to (actions/runner 291).
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "a:", "ab:", "abc:", "gitlab-ci-token:", "x-access-token:", "AWS:"})
  void inBase64BehindAnyName(String user) {
    secrets.add(TOKEN);
    byte[] login = (user + TOKEN + "!").getBytes(StandardCharsets.UTF_8);

    for (Base64.Encoder encoder :
        new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
      String header = "Authorization: Basic " + encoder.encodeToString(login);
      String shown = secrets.cut(header);

      assertThat(shown).startsWith("Authorization: Basic ").contains("[MASKED]");
      String left = shown.replace("Authorization: Basic ", "").replace("[MASKED]", "");
      assertThat(left.length()).as(shown).isLessThanOrEqualTo((user.length() * 8 + 5) / 6 + 6);
    }
  }

  @Test
  void inBase64WithALineBreakOrInJson() {
    secrets.add("testpassword");

    assertThat(secrets.cut("dGVzdHBhc3N3b3JkCg==")).isEqualTo("[MASKED]Cg==");
    assertThat(
            secrets.cut(
                "auth eyJ1c2VybmFtZSI6InRlc3R1c2VyIiwicGFzc3dvcmQiOiJ0ZXN0cGFzc3dvcmQifQ=="))
        .contains("[MASKED]")
        .doesNotContain("0ZXN0cGFzc3dvcm");
  }

  @Test
  void inAReport() {
    secrets.add("pa\"ss\\wo<r>d&1/2");

    assertThat(secrets.cut("{\"cause\": \"pa\\\"ss\\\\wo<r>d&1/2\"}"))
        .isEqualTo("{\"cause\": \"[MASKED]\"}");
    assertThat(secrets.cut("<a b=\"pa&quot;ss\\wo&lt;r&gt;d&amp;1/2\"/>"))
        .isEqualTo("<a b=\"[MASKED]\"/>");
  }

  /** A number, a key or what stands between texts may be a password's beginning. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "1234567890         | {'took': 1234567890}            | {'took': 1234567890}",
        "environment-Pa55   | {'environment' : 'x'}           | {'environment' : 'x'}",
        "repository         | {'repository':'a repository'}   | {'repository':'a [MASKED]'}",
        "', 'b': 'x1y2      | {'a': 'c', 'b': 'x1y2'}         | {'a': 'c', 'b': 'x1y2'}",
        "n12345678          | {'a': 'x~n12345678'}            | {'a': 'x~n12345678'}",
        "a~b12345678        | {'a': 'x a~~b12345678~~ y'}     | {'a': 'x [MASKED]~~ y'}",
        "pa'ss-word1        | {'a': ['x pa~'ss-word1', '~~']} | {'a': ['x [MASKED]', '~~']}",
        "glpat-0123456789   | {'glpat-0123456789': 'y'}       | {'[MASKED]': 'y'}",
        "glpat-0123456789   | {'a': 'glpat-0123456789         | {'a': '[MASKED]"
      })
  void jsonStaysJson(String secret, String json, String shown) {
    secrets.add(secret.replace('\'', '"').replace('~', '\\'));

    assertThat(secrets.cutJson(json.replace('\'', '"').replace('~', '\\')))
        .isEqualTo(shown.replace('\'', '"').replace('~', '\\'));
  }

  /** The beginning of a password is no secret if it is everybody's word. */
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "production", "eu-west-1", "password"})
  void aCommonWordThatASecretBeginsWithStays(String word) {
    secrets.add(word + "-S3cr3t");

    assertThat(secrets.cut("in \"" + word + "\" and " + word))
        .contains("\"" + word + "\" and " + word);
    assertThat(secrets.cut(word + "-S3cr3t")).isEqualTo("[MASKED]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n    ", "\r"})
  void acrossALineBreak(String end) {
    secrets.add(TOKEN);
    String shown = secrets.cut("x " + TOKEN.substring(0, 9) + end + TOKEN.substring(9) + " y");

    assertThat(shown).isEqualTo("x [MASKED]" + end + "[MASKED] y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "", "…", "\"}", "\\n", "</failure>"})
  void cutOffBySomebodyElse(String end) {
    secrets.add(TOKEN);

    assertThat(secrets.cut("x " + TOKEN.substring(0, 8) + end)).isEqualTo("x [MASKED]" + end);
    assertThat(secrets.cut("x " + TOKEN.substring(0, 7) + end))
        .as("seven characters are every token's")
        .isEqualTo("x " + TOKEN.substring(0, 7) + end);
  }

  @Test
  void aTokenOfManyKilobytes() {
    secrets.add(LONG);

    assertThat(secrets.cut("a " + LONG + " b " + LONG.substring(0, 100) + " c"))
        .isEqualTo("a [MASKED] b [MASKED] c");
    assertThat(secrets.cut("a " + LONG.substring(0, 40) + " c")).contains(LONG.substring(0, 40));
    assertThat(secrets.cut(LONG.substring(0, 76) + "\n" + LONG.substring(76)))
        .isEqualTo("[MASKED]\n[MASKED]");
  }

  @Test
  void linesOfOneLog() {
    secrets.add(TOKEN);
    MaskedLines lines = secrets.lines();

    assertThat(lines.next("password " + TOKEN.substring(0, 10))).isEqualTo("password [MASKED]");
    assertThat(lines.next(TOKEN.substring(10) + " end")).isEqualTo("[MASKED] end");
    assertThat(lines.next("nothing")).isEqualTo("nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true",
        "false",
        "1234567",
        "eu-west-1",
        "us-gov-west-1",
        "ap-southeast-2",
        "postgres",
        "Password",
        "production",
        "aaaaaaaa",
        "********",
        "localhost",
        "gitlab-ci-token",
        "rehearsal",
        "00000000",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:flyway-AbCdEf"
      })
  void whatIsShortOrCommonStays(String value) {
    secrets.add(value);
    String text =
        "migrating postgres rehearsal production localhost true eu-west-1 us-gov-west-1 aaaaaaaaa 12345678"
            + " arn:aws:secretsmanager:eu-west-1:123456789012:secret:flyway-AbCdEf";

    assertThat(secrets.cut(text)).isEqualTo(text);
  }

  @Test
  void whatBecomesKnownLaterIsCutFromThenOn() {
    MaskedLines lines = secrets.lines();
    assertThat(lines.next(TOKEN)).isEqualTo(TOKEN);

    secrets.add(TOKEN);

    assertThat(lines.next(TOKEN)).isEqualTo("[MASKED]");
  }

  @Test
  void oneSecretWithinAnotherAndOneThatOverlaps() {
    secrets.add("abcdefgh-1234");
    secrets.add("efgh-1234-ijkl");
    secrets.add("bcdefgh-");

    assertThat(secrets.cut("<abcdefgh-1234-ijkl>")).isEqualTo("<[MASKED]>");
  }

  /** What a naive search finds is found, in texts made of the secrets' own pieces. */
  @Test
  void nothingThatANaiveSearchFindsIsLeft() {
    Random dice = new Random(13);
    for (int round = 0; round < 2_000; round++) {
      KnownSecrets some = new KnownSecrets();
      StringBuilder text = new StringBuilder();
      String[] values = new String[3];
      for (int i = 0; i < values.length; i++) {
        values[i] = "xyz" + letters(dice, 5 + dice.nextInt(120));
        some.add(values[i]);
      }
      for (int i = 0; i < 12; i++) {
        String value = values[dice.nextInt(values.length)];
        int from = dice.nextInt(value.length());
        text.append(
            dice.nextBoolean()
                ? value
                : value.substring(from, from + dice.nextInt(value.length() - from)));
      }
      String shown = some.cut(text.toString());
      for (String value : values) {
        assertThat(shown).doesNotContain(value);
      }
    }
  }

  @Test
  void aSecretThatRepeatsItselfCostsNoMoreThanItsLength() {
    secrets.add("abc".repeat(2_000));
    String text = "abc".repeat(1_000_000);

    assertThat(secrets.cut(text)).isEqualTo("[MASKED]");
    assertThat(secrets.cut("xabc".repeat(1_000_000))).hasSize(4_000_000);
  }

  private static String letters(Random dice, int length) {
    StringBuilder letters = new StringBuilder();
    while (letters.length() < length) {
      letters.append((char) ('a' + dice.nextInt(3)));
    }
    return letters.toString();
  }

  private static String random(int length) {
    Random dice = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) ('!' + dice.nextInt(90)));
    }
    return text.toString().replace("\\", "x").replace("\"", "y").replace("<", "z");
  }
}
