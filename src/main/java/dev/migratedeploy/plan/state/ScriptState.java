package dev.migratedeploy.plan.state;

/** What a script is to a database, the worst first. */
public enum ScriptState {
  /** It failed half-way and was left so: a deploy refuses to go on. */
  FAILED("failed"),
  /** Edited, renamed or of another type since it was applied: a deploy refuses it. */
  EDITED("edited"),
  /** Applied, but not among the scripts any more: a deploy refuses it. */
  MISSING("missing"),
  /** Not applied, and below the highest version that is: a deploy refuses it. */
  OUT_OF_ORDER("out of order"),
  /** A deploy applies it. */
  PENDING("pending"),
  /** A deploy passes it over: below a baseline, above the target, ignored by a pattern. */
  PASSED_OVER("passed over"),
  /** Applied, with a version above all of this commit's. */
  NEWER("newer than this commit"),
  APPLIED("applied");

  private final String words;

  ScriptState(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Whether a deploy would fail for it. */
  public boolean blocks() {
    return compareTo(PENDING) < 0;
  }
}
