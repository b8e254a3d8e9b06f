package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.support.Hash;
import java.util.Arrays;

/** The lines of one run, by their numbers. */
final class NumberedLines {
  /** What a line is among those that came before. */
  enum Place {
    NEXT,
    /** It fills a gap. */
    LATE,
    /** The same line came before. */
    REPEATED,
    /** Another line has its number, or it comes after the end. */
    CONTRADICTION,
    /** So far ahead that it cannot be counted. */
    TOO_FAR
  }

  private static final int NOT_YET = Integer.MAX_VALUE;
  private static final int WORD = 16;

  /** Of each line a part of its hash; 0 if it did not come. */
  private long[] hashes = new long[64];

  private int last;
  private int missing;
  private int end = NOT_YET;
  private boolean tooFar;

  /**
   * Takes in a line.
   *
   * @param number from 1
   * @param isEnd whether it says that it is the last one
   */
  Place take(int number, String text, boolean isEnd) {
    if (number > ObserverSequence.MOST) {
      tooFar = true;
      return end == NOT_YET ? Place.TOO_FAR : Place.CONTRADICTION;
    }
    long hash = hash(text);
    if (number <= last && hashes[number] != 0) {
      return hashes[number] == hash ? Place.REPEATED : Place.CONTRADICTION;
    }
    if (number > end || (isEnd && (number < last || end != NOT_YET))) {
      return Place.CONTRADICTION;
    }
    boolean late = number < last;
    missing += late ? -1 : number - last - 1;
    last = Math.max(last, number);
    if (last >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(last + 1, hashes.length * 2));
    }
    hashes[number] = hash;
    end = isEnd ? number : end;
    return late ? Place.LATE : Place.NEXT;
  }

  /** Never 0. */
  private static long hash(String text) {
    long hash = Long.parseUnsignedLong(Hash.SHA256.of(text).substring(0, WORD), WORD);
    return hash == 0 ? 1 : hash;
  }

  boolean isEnded() {
    return end != NOT_YET;
  }

  boolean holds(int number, String text) {
    return number <= last && hashes[number] == hash(text);
  }

  int missing() {
    return missing;
  }

  /** Whether all of them came, to the end. */
  boolean isWhole() {
    return end != NOT_YET && missing == 0 && !tooFar;
  }
}
