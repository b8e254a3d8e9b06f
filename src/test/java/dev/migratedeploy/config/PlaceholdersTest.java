package dev.migratedeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
  private static final Map<String, String> VARIABLES =
      Map.of("A", "alpha", "B_2", "${A}", "EMPTY", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain             | plain
          ${A}              | alpha
          x-${A}-y${A}      | x-alpha-yalpha
          ${NONE:-default}  | default
          ${EMPTY:-default} | default
          ${A:-default}     | alpha
          ${NONE:-}         | ''
          ${EMPTY}          | ''
          ${NONE:-${A}}!    | alpha!
          ${NONE:-a:-b c}   | a:-b c
          $${A}             | ${A}
          ${NONE:-$${A}     | ${A
          $A $ {A} $5       | $A $ {A} $5
          ${B_2}            | ${A}
          """)
  void placeholdersAreReplacedOnce(String written, String expected) {
    Placeholders.Expansion expansion = Placeholders.expand(written, VARIABLES);
    assertThat(expansion.text()).isEqualTo(expected);
    assertThat(expansion.missing()).isEmpty();
    assertThat(expansion.malformed()).isFalse();
  }

  @Test
  void aVariableThatIsNotSetIsMissingOnlyWhereItIsUsed() {
    assertThat(Placeholders.expand("${X} ${Y} ${X}", VARIABLES).missing())
        .containsExactly("X", "Y");
    assertThat(Placeholders.expand("${X:-${Y}}", VARIABLES).missing()).containsExactly("Y");
    assertThat(Placeholders.expand("${A:-${Y}}", VARIABLES).missing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${A", "${1}", "${A:?}", "${A-b}", "${ A }", "${A:-b"})
  void whatOnlyBeginsAsAPlaceholderIsMalformed(String written) {
    assertThat(Placeholders.expand(written, VARIABLES).malformed()).isTrue();
  }

  /** Each default is read within the one before it: a hundred thousand overflowed the stack. */
  @Test
  void defaultsWithinDefaultsHaveABound() {
    String twenty = "${A:-".repeat(20) + "x" + "}".repeat(20);

    assertThat(Placeholders.expand(twenty, Map.of()).text()).isEqualTo("x");
    assertThat(Placeholders.expand("${A:-".repeat(100_000), Map.of()).malformed()).isTrue();
  }
}
