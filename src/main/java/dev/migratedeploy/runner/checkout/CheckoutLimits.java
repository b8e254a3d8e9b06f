package dev.migratedeploy.runner.checkout;

import java.util.Set;

/**
 * How much of a repository may be written to the runner's disk.
 *
 * @param files the most files in the folder of scripts
 * @param bytes the most bytes of all of them together
 * @param suffixes how a script's name may end, such as {@code .sql}
 */
public record CheckoutLimits(int files, long bytes, Set<String> suffixes) {
  public CheckoutLimits {
    suffixes = Set.copyOf(suffixes);
  }
}
