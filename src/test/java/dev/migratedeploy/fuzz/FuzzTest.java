package dev.migratedeploy.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every seed, and a few hundred inputs that are nearly one; the same ones in each run. {@code
 * -Dfuzz.tries=N} makes more of them, {@code -Dfuzz.seed=N} others. {@link FuzzEntry} is for a
 * coverage-guided fuzzer, which finds more in an hour than this in a day.
 */
class FuzzTest {
  private static final long TRIES = Long.getLong("fuzz.tries", 400);
  private static final long SEED = Long.getLong("fuzz.seed", 13);

  @ParameterizedTest
  @EnumSource
  void everySeedIsReadOrRefusedInOneLine(FuzzTarget target) throws IOException {
    for (Path seed : Seeds.files(target)) {
      read(target, Files.readAllBytes(seed), seed.getFileName().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNearlyASeedIsReadOrRefusedInOneLine(FuzzTarget target) throws IOException {
    Random random = new Random(SEED);
    Mutations mutations = new Mutations(Seeds.of(target), random);
    for (long i = 0; i < TRIES; i++) {
      read(target, mutations.next(), "try " + i + " of the seed " + SEED);
    }
  }

  private static void read(FuzzTarget target, byte[] input, String name) throws IOException {
    try {
      target.read(input);
    } catch (RuntimeException | AssertionError | StackOverflowError finding) {
      throw new AssertionError(
          "%s of %s, %s; in Base64: %s"
              .formatted(name, target, finding, Base64.getEncoder().encodeToString(input)),
          finding);
    }
  }
}
