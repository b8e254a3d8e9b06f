package dev.migratedeploy.secrets;

import java.util.BitSet;

/** Cuts secrets out of lines, also one that begins in a line and ends in the next. */
public final class MaskedLines {
  private final KnownSecrets secrets;
  private SecretMatcher matcher;
  private int state = SecretMatcher.start();

  MaskedLines(KnownSecrets secrets) {
    this.secrets = secrets;
    this.matcher = secrets.matcher();
  }

  /** The next line without secrets. */
  public String next(String line) {
    SecretMatcher now = secrets.matcher();
    if (now != matcher) {
      matcher = now;
      state = SecretMatcher.start();
    }
    BitSet marks = new BitSet();
    state = now.mark(line, state, true, marks);
    return KnownSecrets.masked(line, marks, 0, line.length());
  }
}
