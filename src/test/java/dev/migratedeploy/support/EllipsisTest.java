package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EllipsisTest {
  @ParameterizedTest
  @CsvSource({"tea, 3, tea", "milk, 3, mi…", "a🚀b, 3, a…", "a🚀bc, 4, a🚀…", "🚀🚀, 2, …"})
  void noCharacterOfTwoHalvesIsCutInTwo(String text, int longest, String cut) {
    assertThat(Ellipsis.cut(text, longest)).isEqualTo(cut);
  }
}
