package dev.migratedeploy.secrets;

import java.util.Arrays;

/** The edges of a tree of texts, from node and character to node: an open hash table of numbers. */
final class EdgeTable {
  /** No such edge. */
  static final int NONE = -1;

  /** Is told an edge. */
  @FunctionalInterface
  interface Edge {
    void of(int from, char c, int to);
  }

  private long[] keys = new long[1 << 10];
  private int[] targets = new int[1 << 10];
  private int size;

  EdgeTable() {
    Arrays.fill(keys, NONE);
  }

  /** Where an edge leads to, or {@link #NONE}. */
  int get(int from, char c) {
    long key = key(from, c);
    for (int slot = slot(key); ; slot = (slot + 1) & (keys.length - 1)) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      if (keys[slot] == NONE) {
        return NONE;
      }
    }
  }

  /** Adds an edge that is not there. */
  void put(int from, char c, int to) {
    if (++size * 2 > keys.length) {
      grow();
    }
    insert(key(from, c), to);
  }

  /** In no order. */
  void forEach(Edge reader) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != NONE) {
        reader.of((int) (keys[slot] >>> Character.SIZE), (char) keys[slot], targets[slot]);
      }
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[oldKeys.length * 2];
    targets = new int[oldKeys.length * 2];
    Arrays.fill(keys, NONE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != NONE) {
        insert(oldKeys[i], oldTargets[i]);
      }
    }
  }

  private void insert(long key, int target) {
    int slot = slot(key);
    while (keys[slot] != NONE) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    targets[slot] = target;
  }

  private static long key(int from, char c) {
    return ((long) from << Character.SIZE) | c;
  }

  /** Spread by the golden ratio: nodes are numbered one after another. */
  private int slot(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
  }
}
