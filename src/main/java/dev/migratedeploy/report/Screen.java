package dev.migratedeploy.report;

import java.util.Map;

/**
 * Where the output is read.
 *
 * @param live whether lines can be written again in their place, as on a terminal
 * @param columns how wide it is, as far as it is known
 */
public record Screen(boolean live, int columns) {
  /** A job's log, a file or a pipe: what was written stays. */
  public static final Screen LOG = new Screen(false, Integer.MAX_VALUE);

  private static final int USUAL = 80;

  /**
   * A terminal, unless the variables say that what looks like one is none.
   *
   * @param variables the process's environment
   */
  public static Screen ofTerminal(Map<String, String> variables) {
    if (variables.containsKey("CI") || "dumb".equals(variables.get("TERM"))) {
      return LOG;
    }
    String columns = variables.getOrDefault("COLUMNS", "");
    return new Screen(true, columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : USUAL);
  }
}
