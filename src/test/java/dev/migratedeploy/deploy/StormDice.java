package dev.migratedeploy.deploy;

import java.util.List;
import java.util.Random;

/** Chance, the same for the same seed. */
final class StormDice {
  private final Random random;

  StormDice(long seed) {
    random = new Random(seed);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From the one to the other, both of them included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
