package dev.migratedeploy.rehearsal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dump as {@code mysqldump} writes it: its objects go into the rehearsal's database, whatever the
 * name was, and belong to the rehearsal's user, since those of the environment are not there.
 */
final class MySqlDumpLines {
  /** MariaDB's tells its own client to be careful; to MySQL's server it is no comment. */
  private static final Pattern SANDBOX = Pattern.compile("/\\*M?!999999\\\\-.*\\*/\\s*");

  private static final Pattern CREATE_DATABASE = Pattern.compile("CREATE DATABASE .*;\\s*");
  private static final Pattern USE = Pattern.compile("USE (`.+`);\\s*");

  /** Where code begins; in rows the word may stand for itself. */
  private static final Pattern DEFINED =
      Pattern.compile("(?:CREATE |/\\*!50[0-9]{3} (?:CREATE|DEFINER)).*", Pattern.DOTALL);

  private static final Pattern DEFINER = Pattern.compile("DEFINER=`(?:[^`]|``)*`@`(?:[^`]|``)*` ?");

  private MySqlDumpLines() {}

  static DumpLines of(List<String> read) {
    List<String> lines = new ArrayList<>(read.size());
    Optional<String> used = Optional.empty();
    Optional<String> unusable = Optional.empty();
    for (String line : read) {
      Matcher use = USE.matcher(line);
      if (use.matches()) {
        String name = use.group(1);
        if (used.filter(it -> !it.equals(name)).isPresent() && unusable.isEmpty()) {
          unusable = Optional.of("line " + (lines.size() + 1) + " begins a second database");
        }
        used = Optional.of(name);
      }
      lines.add(
          use.matches()
                  || CREATE_DATABASE.matcher(line).matches()
                  || SANDBOX.matcher(line).matches()
              ? ""
              : owned(line));
    }
    return new DumpLines(lines, unusable);
  }

  private static String owned(String line) {
    return DEFINED.matcher(line).matches() ? DEFINER.matcher(line).replaceFirst("") : line;
  }
}
