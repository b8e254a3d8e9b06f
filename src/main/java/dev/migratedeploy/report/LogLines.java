package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.secrets.MaskedLines;
import dev.migratedeploy.support.HumanReadable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The task's lines in the job's output, with the time since the first one. GitLab's runner takes 4
 * MiB of a job's output and drops the rest, so there is a budget that leaves room for the verdict.
 */
final class LogLines {
  private static final long BUDGET = 3L * 1024 * 1024;

  /** Below the text of a line, behind the column of its time. */
  private static final String BELOW = " ".repeat(11);

  private final PrintStream out;
  private final Style style;

  /** Before each line gets its time, which would come between the parts of a secret. */
  private final MaskedLines masked;

  private Optional<Instant> first = Optional.empty();
  private long printed;

  LogLines(PrintStream out, Style style) {
    this.out = out;
    this.masked = KnownSecrets.behind(out).lines();
    this.style = style;
  }

  boolean begun() {
    return first.isPresent();
  }

  /** The line without secrets; to be asked for every line, in their order. */
  LogLine masked(LogLine line) {
    return new LogLine(line.at(), masked.next(line.text()));
  }

  void print(LogLine line) {
    print(line.at(), TerminalSanitizer.of(line.text(), style.colour()), List.of());
  }

  /** What the observer saw, at its time. */
  void print(Instant at, LiveLine line) {
    String text = TerminalSanitizer.of(line.text(), false);
    print(
        at,
        line.warning() ? style.doubtful(text) : text,
        line.more().stream().map(more -> TerminalSanitizer.of(more, false)).toList());
  }

  private void print(Instant at, String text, List<String> more) {
    Instant start = first.orElse(at);
    first = Optional.of(start);
    if (printed > BUDGET) {
      return;
    }
    StringBuilder lines =
        new StringBuilder("  ")
            .append(style.dim(HumanReadable.clock(Duration.between(start, at))))
            .append("  ")
            .append(text);
    more.forEach(line -> lines.append('\n').append(BELOW).append(style.dim(line)));
    printed += lines.toString().getBytes(StandardCharsets.UTF_8).length + 1;
    out.println(
        printed > BUDGET ? "  …  the log goes on in task.log among the report files" : lines);
  }
}
