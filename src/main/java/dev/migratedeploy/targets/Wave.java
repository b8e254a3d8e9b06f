package dev.migratedeploy.targets;

import java.util.List;

/**
 * Databases that are done with before those of the next wave are begun.
 *
 * @param failures how many of them may fail; with more, nothing new is started any more
 */
public record Wave(String name, List<Target> targets, int failures) {
  public Wave {
    targets = List.copyOf(targets);
  }
}
