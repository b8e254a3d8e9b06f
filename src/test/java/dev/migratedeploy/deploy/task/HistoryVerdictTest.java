package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.observer.HistoryMark;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a deploy whose database has to be as a plan saw it. */
class HistoryVerdictTest {
  private static final String ZERO = "0".repeat(32);
  private static final String ONE = "1".repeat(32);
  private static final HistoryMark PLANNED = new HistoryMark(1, 1, ZERO, Optional.of("1"));
  private static final LogSummary WHOLE =
      new LogSummary(2, Optional.of(new EndMarker(0, 2)), Optional.empty());

  @Test
  void anotherVersionIsRefusedWithTheScriptsThatCameMeanwhile() {
    VerdictDetails said =
        refused(
            77,
            """
            {"event":"as-planned","same":false,"again":false,"rank":3,"rows":3,"digest":"%s",\
            "version":"2","since":[[2,"2","V2__a.sql","SQL",5,true,"applied"],\
            [3,null,"R__b.sql","SQL",5,false,"failed"]]}"""
                .formatted(ONE));

    assertThat(said.cause())
        .isEqualTo(
            "the database is not as the plan saw it: it was at version 1, and is at version 2");
    assertThat(said.details())
        .containsExactly(
            "V2__a.sql: applied there since the plan", "R__b.sql: failed there since the plan");
    assertThat(said.state()).hasValue("none of the scripts was applied by this run");
    assertThat(said.next()).hasValue("run migrate-deploy plan --env staging again and look at it");
  }

  @Test
  void aRowThatIsGoneAndOneThatWasRepairedAreSaid() {
    assertThat(refused(77, compared(0, 0, ONE)).details())
        .containsExactly("the history had 1 row, and has 0 rows");
    VerdictDetails repaired = refused(77, compared(1, 1, ONE));
    assertThat(repaired.cause()).isEqualTo("Flyway's schema history is not as the plan saw it");
    assertThat(repaired.details())
        .containsExactly("a row of the history was changed, as migrate-deploy repair does it");
  }

  @Test
  void whatCouldNotBeComparedIsRefusedWithTheReason() {
    assertThat(refused(78, "{\"event\":\"not-checked\",\"why\":\"42501 PSQLException\"}").cause())
        .isEqualTo("the database could not be compared with the plan: 42501 PSQLException");
    Observed withoutObserver = observed(List.of("[migrate-deploy] not checked: no awk"));
    assertThat(verdict(withoutObserver, 78).orElseThrow().explanation().cause())
        .endsWith("compared with the plan: no awk");
  }

  /** A script of Java can end Flyway with any code, and print any line but the observer's. */
  @Test
  void aCodeThatNobodyHasExplainedIsAFailureAsEver() {
    assertThat(verdict(observed(List.of()), 77)).isEmpty();
    assertThat(verdict(observed(List.of()), 78)).isEmpty();
    assertThat(verdict(observed(lines(compared(1, 1, ONE))), 1)).isEmpty();
    List<String> afterAScript =
        lines(
            "{\"event\":\"script\",\"script\":\"V2__a.sql\",\"version\":\"2\"}",
            compared(1, 1, ONE));
    assertThat(verdict(observed(afterAScript), 77)).isEmpty();
    assertThat(
            new HistoryVerdict(SampleDeploy.request(), observed(lines(compared(1, 1, ONE))))
                .refused(77))
        .isEmpty();
  }

  @Test
  void aSuccessWithoutTheComparisonIsNotProved() {
    HistoryVerdict silent = new HistoryVerdict(request(), observed(List.of()));
    assertThat(silent.unproven(WHOLE))
        .hasValue("the task's log does not say that the database was as planned");
    assertThat(silent.unproven(SampleDeploy.NO_LOG)).isEmpty();
    String same = compared(1, 1, ZERO).replace("\"same\":false", "\"same\":true");
    assertThat(new HistoryVerdict(request(), observed(lines(same))).unproven(WHOLE)).isEmpty();
    assertThat(new HistoryVerdict(SampleDeploy.request(), observed(List.of())).unproven(WHOLE))
        .isEmpty();
  }

  private static String compared(int rank, int rows, String digest) {
    return "{\"event\":\"as-planned\",\"same\":false,\"again\":false,\"rank\":%d,\"rows\":%d,\"digest\":\"%s\",\"version\":\"1\",\"since\":[]}"
        .formatted(rank, rows, digest);
  }

  private static VerdictDetails refused(int code, String event) {
    Verdict verdict = verdict(observed(lines(event)), code).orElseThrow();
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REFUSED);
    return verdict.explanation();
  }

  private static Optional<Verdict> verdict(Observed observed, int code) {
    return new HistoryVerdict(request(), observed).refused(code);
  }

  private static DeployRequest request() {
    return SampleDeploy.request().expecting(PLANNED);
  }

  private static List<String> lines(String... events) {
    List<String> lines = new ArrayList<>();
    String key = "0123456789abcdef";
    lines.add("[migrate-deploy] observer key=" + key);
    for (String event : events) {
      lines.add(
          "[migrate-deploy:%s] {\"v\":1,\"run\":1,\"n\":%d,\"t\":1,%s"
              .formatted(key, lines.size(), event.substring(1)));
    }
    return lines;
  }

  private static Observed observed(List<String> lines) {
    ObserverLogParser parser = new ObserverLogParser();
    lines.forEach(parser::line);
    return parser.result();
  }
}
