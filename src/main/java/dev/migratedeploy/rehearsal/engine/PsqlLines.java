package dev.migratedeploy.rehearsal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A dump as {@code pg_dump} writes it for psql: commands of psql that only concern psql become
 * empty lines.
 */
final class PsqlLines {
  private static final Pattern COPY =
      Pattern.compile("COPY\\s.*\\sFROM\\s+stdin\\b.*;\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMAND = Pattern.compile("\\\\[a-zA-Z!?]+(\\s.*)?");
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          "\\\\(restrict|unrestrict|connect|c|encoding|set|unset|pset|echo|timing|x|t|a|q)(\\s.*)?");

  private PsqlLines() {}

  static DumpLines of(List<String> read) {
    List<String> lines = new ArrayList<>(read.size());
    Optional<Integer> foreign = Optional.empty();
    boolean data = false;
    for (String line : read) {
      boolean command = !data && COMMAND.matcher(line).matches();
      if (command && foreign.isEmpty() && !NOT_NEEDED.matcher(line).matches()) {
        foreign = Optional.of(lines.size() + 1);
      }
      lines.add(command ? "" : line);
      data = data ? !line.strip().equals("\\.") : COPY.matcher(line).matches();
    }
    return new DumpLines(lines, foreign.map(line -> "line " + line + " is a command for psql"));
  }
}
