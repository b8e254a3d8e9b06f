package dev.migratedeploy.history;

/** Is told how far the reading is, by several threads. */
@FunctionalInterface
public interface ReadingProgress {
  /** So many reports of so many were asked for. */
  void read(int done, int all);
}
