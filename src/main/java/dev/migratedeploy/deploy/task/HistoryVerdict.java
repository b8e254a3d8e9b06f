package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.flyway.observer.HistoryRow;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCompared;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdict on a task that may change only a database whose history is as a plan saw it. */
final class HistoryVerdict {
  /** What the observer ends Flyway with if the history is another one. */
  private static final int ANOTHER = 77;

  /** The same if nobody can compare it. */
  private static final int NOT_CHECKED = 78;

  private static final int SHOWN = 10;

  private final DeployRequest request;
  private final Observed observed;

  HistoryVerdict(DeployRequest request, Observed observed) {
    this.request = request;
    this.observed = observed;
  }

  /** If the observer has ended Flyway before it applied a script. */
  Optional<Verdict> refused(int code) {
    Optional<HistoryMark> planned = request.inquiry().expected();
    // A script can end Flyway with any code.
    if (planned.isEmpty() || !observed.scripts().isEmpty()) {
      return Optional.empty();
    }
    if (code == NOT_CHECKED) {
      return observed.answers().notChecked().map(this::notChecked);
    }
    return observed
        .answers()
        .compared()
        .filter(compared -> code == ANOTHER && !compared.same())
        .map(compared -> another(planned.get(), compared));
  }

  /** Why a success is none: nobody has said that the history was as planned. */
  Optional<String> unproven(LogSummary log) {
    boolean proven = observed.answers().compared().filter(HistoryCompared::same).isPresent();
    return request.inquiry().expected().isEmpty() || proven || !log.complete()
        ? Optional.empty()
        : Optional.of("the task's log does not say that the database was as planned");
  }

  private Verdict another(HistoryMark planned, HistoryCompared compared) {
    HistoryMark now = compared.now();
    String cause =
        planned.words().equals(now.words())
            ? "Flyway's schema history is not as the plan saw it"
            : "the database is not as the plan saw it: it was at "
                + planned.words()
                + ", and is at "
                + now.words();
    return refused(cause, details(planned, compared));
  }

  private static List<String> details(HistoryMark planned, HistoryCompared compared) {
    List<HistoryRow> since = compared.since();
    List<String> lines = new ArrayList<>();
    since.stream().limit(SHOWN).map(HistoryVerdict::words).forEach(lines::add);
    if (since.size() > SHOWN) {
      lines.add("and " + (since.size() - SHOWN) + " more");
    }
    if (since.isEmpty()) {
      lines.add(
          planned.rows() == compared.now().rows()
              ? "a row of the history was changed, as migrate-deploy repair does it"
              : "the history had %s, and has %s"
                  .formatted(
                      HumanReadable.count(planned.rows(), "row"),
                      HumanReadable.count(compared.now().rows(), "row")));
    }
    return lines;
  }

  private static String words(HistoryRow row) {
    return row.script()
        + switch (row.state()) {
          case FAILED -> ": failed there since the plan";
          case DELETED -> ": marked as deleted since the plan";
          case UNDONE -> ": undone since the plan";
          case BASELINE -> ": a baseline was set since the plan";
          default -> ": applied there since the plan";
        };
  }

  private Verdict notChecked(String why) {
    return refused("the database could not be compared with the plan: " + why, List.of());
  }

  private Verdict refused(String cause, List<String> details) {
    return new Verdict(
        Verdict.Kind.REFUSED,
        VerdictDetails.of(cause)
            .details(details)
            .state("none of the scripts was applied by this run")
            .next(
                "run "
                    + OwnCommand.of("plan", request.environment().name())
                    + " again and look at it"));
  }
}
