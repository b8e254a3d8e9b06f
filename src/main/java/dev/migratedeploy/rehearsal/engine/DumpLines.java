package dev.migratedeploy.rehearsal.engine;

import java.util.List;
import java.util.Optional;

/**
 * A dump, made readable for Flyway: every statement stays on its line.
 *
 * @param lines of the file
 * @param unusable why it cannot be used, such as {@code line 7 is a command for psql}
 */
record DumpLines(List<String> lines, Optional<String> unusable) {
  DumpLines {
    lines = List.copyOf(lines);
  }
}
