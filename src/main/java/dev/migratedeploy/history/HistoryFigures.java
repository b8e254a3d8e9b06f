package dev.migratedeploy.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a history comes to in numbers. */
public final class HistoryFigures {
  /** The stations of a deploy in their order. */
  public static final List<String> STATIONS =
      List.of("detect", "publish", "start", "provisioning", "pending", "running", "fleet");

  private final DeployHistory history;

  public HistoryFigures(DeployHistory history) {
    this.history = history;
  }

  /**
   * How often deployments fail.
   *
   * @param failed of which a try ended red, also if a retry made it green
   * @param counted all that had something to do and whose report could be read
   * @param savedByRetry those of the failed ones that a retry made green
   * @param retries of all deployments
   */
  public record Failures(int failed, int counted, int savedByRetry, int retries) {
    /** In per cent; empty if nothing counts. */
    public Optional<Integer> rate() {
      return counted == 0 ? Optional.empty() : Optional.of(Math.round(100f * failed / counted));
    }
  }

  /** How many deployments ended with which verdict, the most frequent first. */
  public Map<String, Integer> verdicts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    history.deployments().forEach(it -> counts.merge(it.last().verdict(), 1, Integer::sum));
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  public Failures failures() {
    List<PastDeployment> counted =
        history.deployments().stream().filter(PastDeployment::counts).toList();
    return new Failures(
        (int) counted.stream().filter(PastDeployment::isFailed).count(),
        counted.size(),
        (int) counted.stream().filter(PastDeployment::isSavedByRetry).count(),
        history.deployments().stream().mapToInt(it -> it.tries().size() - 1).sum());
  }

  public Recoveries recoveries() {
    return Recoveries.of(history.tries());
  }

  /** From the merge, or else the commit, to the end of the job that applied it. */
  public Optional<Spread> leadTime() {
    return Spread.of(leads().stream().map(LeadTime::time).toList());
  }

  /** How many lead times begin with the commit, since no merge request brought it. */
  public int leadsFromCommits() {
    return (int) leads().stream().filter(it -> it.from() == LeadTime.From.COMMIT).count();
  }

  private List<LeadTime> leads() {
    return history.deployments().stream().flatMap(it -> it.soundLead().stream()).toList();
  }

  /** How long each station took, in their order; one that nobody came to is absent. */
  public Map<String, Spread> stations() {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (String station : STATIONS) {
      List<Duration> times = new ArrayList<>();
      for (StoredResult result : results()) {
        result.station(station).ifPresent(times::add);
      }
      Spread.of(times).ifPresent(spread -> spreads.put(station, spread));
    }
    return spreads;
  }

  /** How long the scripts of a try waited for locks, of those that waited. */
  public Optional<Spread> lockWaits() {
    return Spread.of(
        results().stream().map(StoredResult::waited).filter(time -> !time.isZero()).toList());
  }

  public List<FailureCause> causes() {
    return FailureCause.of(history.tries());
  }

  public List<SlowScript> slowestScripts() {
    return SlowScript.of(history.tries());
  }

  public ReportCounts reports() {
    return ReportCounts.of(history.tries());
  }

  /** Times that cannot be, none of which is in these figures. */
  public int wrongClocks() {
    return Clocks.wrong(history);
  }

  private List<StoredResult> results() {
    return history.tries().stream().flatMap(it -> it.report().result().stream()).toList();
  }
}
