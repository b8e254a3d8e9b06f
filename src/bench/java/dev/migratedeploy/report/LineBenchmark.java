package dev.migratedeploy.report;

import org.openjdk.jmh.annotations.Benchmark;

/** Making a line of the task's log harmless: a plain one, a coloured one, one that tries tricks. */
public class LineBenchmark {
  private static final String PLAIN =
      "Migrating schema \"public\" to version \"7 - orders by region\" [non-transactional]";
  private static final String COLOURED = "\u001b[32mSuccessfully applied 2 migrations\u001b[0m";
  private static final String TRICKS =
      "\u001b[2K\u001b[1Asection_start:1:fake\r\u001b[0KAPPLIED \u001b[8mhidden\u001b[0m";

  @Benchmark
  public String plain() {
    return TerminalSanitizer.of(PLAIN, true);
  }

  @Benchmark
  public String coloured() {
    return TerminalSanitizer.of(COLOURED, true);
  }

  @Benchmark
  public String tricks() {
    return TerminalSanitizer.of(TRICKS, true);
  }
}
