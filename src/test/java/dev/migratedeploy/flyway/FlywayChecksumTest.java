package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.scripts.FlywayChecksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlywayChecksumTest {
  private static final String LETTERS = "ab \t\n\r;'$\ufeff\u00e9\u20ac\u2028\u0085";

  @EachFlyway
  void itIsThatOfFlywayWhateverTheScriptHolds(String jars) throws IOException {
    try (FlywayLibrary flyway = new FlywayLibrary(Path.of(jars))) {
      Random random = new Random(15);
      for (int round = 0; round < 500; round++) {
        StringBuilder script = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
          script.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        assertThat(FlywayChecksum.of(script.toString().getBytes(StandardCharsets.UTF_8)))
            .as("round %d", round)
            .contains(flyway.checksum(script.toString()));
      }
    }
  }

  /** Flyway refuses such a script, or reads it in another encoding. */
  @Test
  void aScriptThatIsNotUtf8HasNone() {
    assertThat(FlywayChecksum.of("-- Größe".getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }
}
