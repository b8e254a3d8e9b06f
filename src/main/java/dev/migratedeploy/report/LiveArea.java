package dev.migratedeploy.report;

import java.io.PrintStream;
import java.util.List;

/** The last lines on a terminal, which are written again in their place. */
final class LiveArea {
  /**
   * A line that is too long is cut by the terminal: if it took two, the way back would be wrong.
   */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final PrintStream out;
  private int shown;

  LiveArea(PrintStream out) {
    this.out = out;
  }

  /** Takes the lines away, so that others can be printed. */
  void clear() {
    if (shown > 0) {
      out.print("\u001b[" + shown + "A\r\u001b[J");
      shown = 0;
    }
  }

  void show(List<String> lines) {
    clear();
    lines.forEach(line -> out.println(NO_WRAP + line + WRAP));
    shown = lines.size();
    out.flush();
  }
}
