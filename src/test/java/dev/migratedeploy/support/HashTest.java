package dev.migratedeploy.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashTest {
  /** The example of FIPS 180. */
  @Test
  void theHashesAreThoseOfTheStandard() {
    assertThat(Hash.SHA256.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Hash.SHA1.of("a".getBytes(UTF_8), "bc".getBytes(UTF_8)))
        .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  @Test
  void noTwoListsOfPartsLookTheSame() {
    assertThat(Hash.SHA256.parts().add("ab").add("c").digits())
        .isNotEqualTo(Hash.SHA256.parts().add("a").add("bc").digits())
        .isEqualTo(Hash.SHA256.of("2:ab1:c"));
  }
}
