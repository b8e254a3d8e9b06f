package dev.migratedeploy.runner.policy;

import dev.migratedeploy.config.Constraint;
import java.util.BitSet;
import java.util.List;

/**
 * A branch's or tag's name, in which {@code *} stands for anything but a slash and {@code **} for
 * anything.
 */
record RefPattern(String written) {
  static final Constraint RULE =
      Constraint.matching(
          "(?!refs/)[^\\s\\p{Cntrl}?\\[\\\\^~:]+", "a name such as main or release/*");

  static List<RefPattern> all(List<String> written) {
    return written.stream().map(RefPattern::new).toList();
  }

  /** Every character that is no star means itself. */
  boolean matches(String name) {
    // The lengths of the name's beginnings that match what has been read of the pattern.
    BitSet lengths = new BitSet(name.length() + 1);
    lengths.set(0);
    for (int i = 0; i < written.length(); i++) {
      if (written.startsWith("**", i)) {
        lengths.set(Math.max(0, lengths.nextSetBit(0)), name.length() + 1, !lengths.isEmpty());
        i++;
      } else if (written.charAt(i) == '*') {
        for (int at = 0; at < name.length(); at++) {
          lengths.set(at + 1, lengths.get(at + 1) || (lengths.get(at) && name.charAt(at) != '/'));
        }
      } else {
        for (int at = name.length(); at > 0; at--) {
          lengths.set(at, lengths.get(at - 1) && name.charAt(at - 1) == written.charAt(i));
        }
        lengths.clear(0);
      }
    }
    return lengths.get(name.length());
  }

  @Override
  public String toString() {
    return written;
  }
}
