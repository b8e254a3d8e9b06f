package dev.migratedeploy.rehearsal.engine.measure;

/** What may be asked in a script's session without changing what comes. */
final class TransactionState {
  private final boolean byFlyway;
  private boolean byScript;

  /** Whether the transaction has a snapshot, so that a query changes nothing. */
  private boolean snapshot;

  /** Whether it is known how often the transaction counts as having read the tables. */
  private boolean counted;

  /** Whether something was rolled back, so that tables are as they were before. */
  private boolean rolledBack;

  /**
   * Of a script that begins.
   *
   * @param byFlyway whether Flyway runs it in a transaction
   * @param snapshot whether scripts before it have run in the same transaction
   */
  TransactionState(boolean byFlyway, boolean snapshot) {
    this.byFlyway = byFlyway;
    this.snapshot = snapshot;
  }

  /** Whether locks stay after a statement, and nobody else sees what it has done. */
  boolean isOpen() {
    return byFlyway || byScript;
  }

  /** Whether the session may be asked now. */
  boolean mayAsk() {
    return snapshot;
  }

  /** Whether the tables have to be counted before this statement; it is then taken as done. */
  boolean mustCountBefore(StatementNature nature) {
    boolean must = isOpen() && !counted && nature.takesSnapshot();
    counted |= must;
    return must;
  }

  boolean isRolledBack() {
    boolean was = rolledBack;
    rolledBack = false;
    return was;
  }

  void after(StatementNature nature) {
    switch (nature) {
      case BEGINS_TRANSACTION -> byScript = true;
      case ENDS_TRANSACTION -> {
        byScript = false;
        snapshot = false;
        counted = false;
        rolledBack = true;
      }
      case ROLLS_BACK_TO_SAVEPOINT -> {
        counted = false;
        rolledBack = true;
      }
      default -> snapshot |= nature.takesSnapshot();
    }
  }
}
