package dev.migratedeploy.runner.checkout;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges the names that a commit's author chose: each may stand for nothing but itself. */
final class SafeName {
  /** What file systems take for one name. */
  private static final int MOST_BYTES = 255;

  private static final Set<String> GITS_OWN = Set.of(".git", "git~1", ".gitmodules");
  private static final int REPLACEMENT = 0xFFFD;

  private SafeName() {}

  /** Why a single name, without the folder's, is not to be written to a disk; empty for most. */
  static Optional<String> objectionTo(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/")) {
      return Optional.of("a name that leads elsewhere");
    }
    if (name.contains("\\")) {
      return Optional.of("a name with a backslash");
    }
    if (name.indexOf(REPLACEMENT) >= 0) {
      return Optional.of("a name that is not UTF-8");
    }
    if (name.codePoints().anyMatch(SafeName::isInvisible)) {
      return Optional.of("a name with a control or an invisible character");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("a name of more than %d bytes".formatted(MOST_BYTES));
    }
    return GITS_OWN.contains(folded(name).replaceFirst("(?<![. ])[. ]++$", ""))
        ? Optional.of("a name that is git's own")
        : Optional.empty();
  }

  /** What some file system takes for the same: capital and small letters, composed or not. */
  static String folded(String path) {
    String lower = path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }

  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
