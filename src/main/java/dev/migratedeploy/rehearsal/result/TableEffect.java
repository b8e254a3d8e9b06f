package dev.migratedeploy.rehearsal.result;

/**
 * Work of the size of a table that was there before the script.
 *
 * @param table with its schema, if that is not the default one
 * @param by the statement that did it
 */
public record TableEffect(Kind kind, String table, ScriptStatement by) {
  /** What was done to the table. */
  public enum Kind {
    /** Its file is another one: every row was written again. */
    REWRITTEN("rewritten"),
    /** Every row was read to check a constraint. */
    SCANNED_FOR_A_CHECK("scanned for a check"),
    /** Every row was read to build an index. */
    SCANNED_FOR_AN_INDEX("scanned for an index"),
    /** Every row was read by a statement that changes or reads data. */
    SCANNED("scanned"),
    /** TRUNCATE: its file is another one, and empty. */
    EMPTIED("emptied");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people, such as {@code scanned for a check}. */
    public String words() {
      return words;
    }
  }
}
