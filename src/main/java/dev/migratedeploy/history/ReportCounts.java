package dev.migratedeploy.history;

import dev.migratedeploy.history.StoredResult.Age;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many jobs' reports could be read.
 *
 * @param read all that could, older and newer ones too
 * @param why the first reason for an unreadable one
 */
public record ReportCounts(
    int read,
    int older,
    int newer,
    int expired,
    int missing,
    int unreadable,
    Optional<String> why) {

  static ReportCounts of(List<DeployTry> tries) {
    List<JobReport> reports =
        tries.stream().filter(it -> it.end() != DeployTry.End.OPEN).map(DeployTry::report).toList();
    return new ReportCounts(
        count(reports, JobReport.Read.class::isInstance),
        count(reports, it -> isOf(it, Age.OLDER)),
        count(reports, it -> isOf(it, Age.NEWER)),
        count(reports, JobReport.Expired.class::isInstance),
        count(reports, JobReport.Missing.class::isInstance),
        count(reports, JobReport.Unreadable.class::isInstance),
        reports.stream()
            .filter(JobReport.Unreadable.class::isInstance)
            .map(it -> ((JobReport.Unreadable) it).why())
            .findFirst());
  }

  private static boolean isOf(JobReport report, Age age) {
    return report.result().filter(result -> result.age() == age).isPresent();
  }

  private static int count(List<JobReport> reports, Predicate<JobReport> wanted) {
    return (int) reports.stream().filter(wanted).count();
  }
}
