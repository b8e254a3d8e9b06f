package dev.migratedeploy.rehearsal.engine.measure;

import java.util.Set;

/**
 * What tells that every row of a table was written or read, once it has changed.
 *
 * @param file the number of its file; 0 if it has none, as a partitioned table
 * @param scans how often the transaction has read all of it so far
 * @param indexFiles the files of its indexes
 * @param foreignKeys how many of its own foreign keys are validated
 */
record TableState(long file, long scans, Set<Long> indexFiles, int foreignKeys) {
  /** The same table at the beginning of a transaction that has read it so often. */
  TableState scanned(long times) {
    return new TableState(file, times, indexFiles, foreignKeys);
  }
}
