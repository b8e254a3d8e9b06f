package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.secrets.MaskedLines;
import dev.migratedeploy.support.HumanReadable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The task's lines in the job's output, with the time since the first one. GitLab's runner takes 4
 * MiB of a job's output and drops the rest, so there is a budget that leaves room for the verdict.
 */
final class LogLines {
  private static final long BUDGET = 3L * 1024 * 1024;

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

  void print(LogLine line) {
    Instant start = first.orElse(line.at());
    first = Optional.of(start);
    if (printed > BUDGET) {
      return;
    }
    String text =
        "  "
            + style.dim(HumanReadable.clock(Duration.between(start, line.at())))
            + "  "
            + TerminalSanitizer.of(masked.next(line.text()), style.colour());
    printed += text.getBytes(StandardCharsets.UTF_8).length + 1;
    out.println(
        printed > BUDGET ? "  …  the log goes on in task.log among the report files" : text);
  }
}
