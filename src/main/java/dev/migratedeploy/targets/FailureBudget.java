package dev.migratedeploy.targets;

/**
 * How many databases of a wave may fail before nothing new is started.
 *
 * @param number a count, or so many of a hundred
 */
public record FailureBudget(double number, boolean percent) {
  static final FailureBudget NONE = new FailureBudget(0, false);

  /** What the settings accept. */
  static final String ACCEPTED = "a number such as 3, or a percentage from 0% to 100% such as 1%";

  static final String PATTERN = "\\d{1,6}|(?:100|\\d{1,2}(?:\\.\\d{1,2})?) ?%";

  static FailureBudget parse(String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1).strip() : text;
    return new FailureBudget(Double.parseDouble(number), percent);
  }

  /** How many of so many; part of a database is none. */
  int of(int databases) {
    return (int) Math.floor(percent ? databases * number / 100 + 1e-9 : number);
  }
}
