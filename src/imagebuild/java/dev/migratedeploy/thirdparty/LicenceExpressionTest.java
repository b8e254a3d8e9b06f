package dev.migratedeploy.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceExpressionTest {
  private static final Set<String> ALLOWED =
      Set.of("MIT", "Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0");

  @ParameterizedTest
  @CsvSource({
    "MIT, true",
    "GPL-2.0-only, false",
    "GPL-2.0-only WITH Classpath-exception-2.0, true",
    "GPL-2.0-only OR MIT, true",
    "GPL-2.0-only AND MIT, false",
    "GPL-2.0-only OR MIT AND Apache-2.0, true",
    "MIT AND (GPL-2.0-only OR Apache-2.0), true",
    "(MIT OR Apache-2.0) AND GPL-2.0-only, false",
    "MIT AND GPL-2.0-only OR Apache-2.0, true",
  })
  void aChoiceNeedsOneThatIsAllowedAndAllOfSeveralNeedAll(String text, boolean met) {
    assertThat(new LicenceExpression(text).isMetBy(ALLOWED::contains)).isEqualTo(met);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MIT AND",
        "(MIT",
        "MIT)",
        "OR MIT",
        "MIT Apache-2.0",
        "The MIT License",
        "MIT, Apache-2.0",
        "MIT WITH OR"
      })
  void whatSpdxDoesNotWriteIsRefused(String text) {
    assertThatThrownBy(() -> new LicenceExpression(text)).hasMessageContaining("SPDX");
  }

  @Test
  void eachLicenceInItIsToldWithItsException() {
    assertThat(
            new LicenceExpression("(EPL-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0) AND MIT")
                .licences())
        .containsExactly("EPL-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", "MIT");
  }

  @Test
  void severalAreJoinedOnceEach() {
    List<LicenceExpression> parts =
        List.of(
            new LicenceExpression("MIT"),
            new LicenceExpression("EPL-2.0 OR MIT"),
            new LicenceExpression("MIT"));

    assertThat(LicenceExpression.allOf(parts).text()).isEqualTo("MIT AND (EPL-2.0 OR MIT)");
  }
}
