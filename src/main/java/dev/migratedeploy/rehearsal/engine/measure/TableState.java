package dev.migratedeploy.rehearsal.engine.measure;

import java.util.Locale;
import java.util.Set;

/**
 * A table at one moment: what tells that every row of a table was written or read, once it has
 * changed.
 *
 * @param file the number of its file; 0 if it has none, as a partitioned table
 * @param scans how often the transaction has read all of it so far
 * @param indexFiles the files of its indexes
 * @param foreignKeys how many of its own foreign keys are validated
 * @param insteadOfIndexes the first columns of its indexes, if the database knows that the table is
 *     so small that it rather reads all of it than looks into an index
 */
record TableState(
    long file, long scans, Set<Long> indexFiles, int foreignKeys, Set<String> insteadOfIndexes) {
  TableState {
    indexFiles = Set.copyOf(indexFiles);
    insteadOfIndexes = Set.copyOf(insteadOfIndexes);
  }

  /** The same table if it was read so often. */
  TableState scanned(long times) {
    return new TableState(file, times, indexFiles, foreignKeys, insteadOfIndexes);
  }

  /** Whether the statement names an indexed column, by which a larger table would be read. */
  boolean mayBeReadByIndex(String sql) {
    return insteadOfIndexes.stream().anyMatch(sql.toLowerCase(Locale.ROOT)::contains);
  }
}
