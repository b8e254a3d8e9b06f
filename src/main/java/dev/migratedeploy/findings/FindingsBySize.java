package dev.migratedeploy.findings;

import dev.migratedeploy.findings.SizeWeight.Effect;
import dev.migratedeploy.support.DataSize;
import java.util.List;
import java.util.Optional;

/**
 * Weighs findings about locks, scans and rewrites by the sizes of the tables: on a small table
 * nobody notices them, on a large one they are an outage.
 *
 * @param limits which tables are small and which are large
 * @param raises whether a finding on a large table is an error; else only the size is said
 */
public record FindingsBySize(SizeLimits limits, boolean raises) {
  /** A table and how large it is. */
  public record Sized(String table, long bytes) {
    /** Such as {@code orders has 212 GB}. */
    String words() {
      return table + (bytes == 0 ? " is empty" : " has " + DataSize.words(bytes));
    }
  }

  /** Knows the tables of statements. */
  @FunctionalInterface
  public interface Tables {
    /** The largest table that the statement of a line is about; empty if no size is known. */
    Optional<Sized> largest(String path, int line);
  }

  /** All findings in their order; those of which no size is known as they are. */
  public List<Finding> weigh(List<Finding> findings, Tables tables) {
    return findings.stream()
        .map(
            finding ->
                finding.weight().effect() == Effect.NONE || finding.line() == 0
                    ? finding
                    : tables
                        .largest(finding.path(), finding.line())
                        .map(table -> weigh(finding, table))
                        .orElse(finding))
        .toList();
  }

  private Finding weigh(Finding finding, Sized table) {
    String why = table.words();
    if (table.bytes() > limits.large()) {
      return finding.weighed(raises ? Severity.ERROR : finding.severity(), why);
    }
    boolean lowered =
        table.bytes() < limits.small()
            && finding.weight().effect() == Effect.RAISED_OR_LOWERED
            && finding.severity().compareTo(Severity.INFO) > 0;
    return lowered ? finding.weighed(Severity.INFO, why) : finding;
  }
}
