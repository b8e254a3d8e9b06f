package dev.migratedeploy.report.page;

/**
 * The colours of a picture, by day and by night. Each differs from the others for readers who do
 * not see red and green apart, too; what one stands for is said in words beside it.
 */
public enum Ink {
  GOOD("i-good"),
  DOUBTFUL("i-doubtful"),
  BAD("i-bad"),
  FIRST("i-1"),
  SECOND("i-2"),
  THIRD("i-3"),
  FOURTH("i-4"),
  FIFTH("i-5"),
  SIXTH("i-6"),
  /** For what is only there to be compared with, such as the lines of a scale. */
  FAINT("i-faint");

  private final String cssClass;

  Ink(String cssClass) {
    this.cssClass = cssClass;
  }

  String cssClass() {
    return cssClass;
  }
}
