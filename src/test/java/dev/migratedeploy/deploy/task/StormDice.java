package dev.migratedeploy.deploy.task;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Chance, the same for the same seed. */
public final class StormDice {
  private final Random random;
  private final Map<String, Integer> troubles = new TreeMap<>();

  public StormDice(long seed) {
    random = new Random(seed);
  }

  /** Whether a trouble comes; it is counted for the report. */
  public boolean trouble(String name, int chance) {
    boolean comes = percent(chance);
    if (comes) {
      count(name);
    }
    return comes;
  }

  public void count(String trouble) {
    troubles.merge(trouble, 1, Integer::sum);
  }

  /** How often each trouble came. */
  public Map<String, Integer> troubles() {
    return troubles;
  }

  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** From the one to the other, both of them included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
