package dev.migratedeploy.report;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;

/**
 * GitLab's collapsible sections ("Custom collapsible sections" in its job log documentation): one
 * is open at a time. GitLab shows how long each took, by the times in its marks; they are those of
 * the work, since a header is often printed when its work is done. Elsewhere than in GitLab nothing
 * is marked.
 */
final class Sections {
  private final PrintStream out;
  private final boolean marked;
  private Optional<String> open = Optional.empty();

  Sections(PrintStream out, boolean marked) {
    this.out = out;
    this.marked = marked;
  }

  /** Ends the section that is open and begins another, whose header is the next line. */
  void begin(String name, Instant at) {
    end(at);
    open = Optional.of(name);
    if (marked) {
      out.print(marker("section_start", name, at));
    }
  }

  void end(Instant at) {
    open.filter(name -> marked).ifPresent(name -> out.print(marker("section_end", name, at)));
    open = Optional.empty();
  }

  private static String marker(String what, String name, Instant at) {
    return "\u001b[0K%s:%d:migrate_deploy_%s\r\u001b[0K".formatted(what, at.getEpochSecond(), name);
  }
}
