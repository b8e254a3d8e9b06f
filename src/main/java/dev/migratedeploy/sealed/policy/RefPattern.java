package dev.migratedeploy.sealed.policy;

import dev.migratedeploy.settings.Rule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A branch's or tag's name, in which {@code *} stands for anything but a slash and {@code **} for
 * anything.
 */
record RefPattern(String written) {
  static final Rule RULE =
      Rule.matching("(?!refs/)[^\\s\\p{Cntrl}?\\[\\\\^~:]+", "a name such as main or release/*");

  static List<RefPattern> all(List<String> written) {
    return written.stream().map(RefPattern::new).toList();
  }

  /** Every character that is no star means itself. */
  boolean matches(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      if (written.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (written.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(written.charAt(i))));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
  }

  @Override
  public String toString() {
    return written;
  }
}
