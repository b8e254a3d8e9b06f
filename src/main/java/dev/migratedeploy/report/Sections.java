package dev.migratedeploy.report;

import dev.migratedeploy.time.Ticker;
import java.io.PrintStream;
import java.util.Optional;

/**
 * GitLab's collapsible sections ("Custom collapsible sections" in its job log documentation): one
 * is open at a time. Elsewhere than in GitLab they are not marked.
 */
final class Sections {
  private final PrintStream out;
  private final boolean marked;
  private final Ticker ticker;
  private Optional<String> open = Optional.empty();

  Sections(PrintStream out, boolean marked, Ticker ticker) {
    this.out = out;
    this.marked = marked;
    this.ticker = ticker;
  }

  /** Ends the section that is open and begins another, whose header is the next line. */
  void begin(String name) {
    end();
    open = Optional.of(name);
    if (marked) {
      out.print(marker("section_start", name));
    }
  }

  void end() {
    open.filter(name -> marked).ifPresent(name -> out.print(marker("section_end", name)));
    open = Optional.empty();
  }

  private String marker(String what, String name) {
    return "\u001b[0K%s:%d:migrate_deploy_%s\r\u001b[0K"
        .formatted(what, ticker.now().getEpochSecond(), name);
  }
}
