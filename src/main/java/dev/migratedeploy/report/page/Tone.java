package dev.migratedeploy.report.page;

/** How good a piece of news is; its colour is never the only sign of it. */
public enum Tone {
  GOOD("good"),
  DOUBTFUL("doubtful"),
  BAD("bad"),
  PLAIN("plain");

  private final String cssClass;

  Tone(String cssClass) {
    this.cssClass = cssClass;
  }

  String cssClass() {
    return cssClass;
  }
}
