package dev.migratedeploy.report.message;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.gitlab.EarlierDeploys.EarlierDeploy;
import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.notify.Dispatch;
import dev.migratedeploy.notify.Notice;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.support.Hash;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Tells a deploy's verdict to those who want to hear of it: once it is decided and the report files
 * are written, before it is printed, since it is the last thing on the screen. It changes no
 * verdict; what could not be told is a note.
 */
public final class VerdictMessages implements DeployListener {
  /** For all messages together, with the question before them. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** What GitLab may take of that for what was told before. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);

  private final Audience audience;
  private final Callable<List<EarlierDeploy>> earlier;
  private final Dispatch dispatch;
  private final Print print;
  private final Supplier<Optional<Duration>> hurry;
  private final WaitableClock clock;
  private final RunFacts facts = new RunFacts();
  private final Instant began;

  /**
   * Who is told, and what is known of the job for it.
   *
   * @param place absent for a run of which not even the project is known
   * @param jobPage where GitLab shows the job
   */
  public record Audience(
      List<Receiver> receivers, Optional<Notice.Place> place, Optional<String> jobPage) {
    public Audience {
      receivers = List.copyOf(receivers);
    }
  }

  /**
   * How texts leave the process.
   *
   * @param cut takes secrets out
   * @param note gets a sentence about a message that was not taken
   */
  public record Print(UnaryOperator<String> cut, Consumer<String> note) {}

  /**
   * Messages of one deploy.
   *
   * @param earlier asks what became of the deploys before
   * @param hurry if the job was asked to end, the time for all messages
   */
  public VerdictMessages(
      Audience audience,
      Callable<List<EarlierDeploy>> earlier,
      Dispatch dispatch,
      Print print,
      Supplier<Optional<Duration>> hurry,
      WaitableClock clock) {
    this.audience = audience;
    this.earlier = earlier;
    this.dispatch = dispatch;
    this.print = print;
    this.hurry = hurry;
    this.clock = clock;
    this.began = clock.now();
  }

  @Override
  public void on(DeployEvent event) {
    facts.add(event);
    if (event instanceof VerdictReached reached) {
      place().ifPresent(place -> tell(reached.verdict(), place));
    }
  }

  /** The run itself may know better than the variables. */
  private Optional<Notice.Place> place() {
    return audience
        .place()
        .map(
            known ->
                facts
                    .info()
                    .map(
                        (RunInfo run) ->
                            new Notice.Place(
                                run.project(),
                                run.environment(),
                                run.ref(),
                                run.commit(),
                                known.job(),
                                known.who()))
                    .orElse(known));
  }

  private void tell(Verdict verdict, Notice.Place place) {
    boolean green = verdict.is(Kind.APPLIED) || verdict.is(Kind.NOTHING_TO_DO);
    List<Receiver> concerned =
        audience.receivers().stream()
            .filter(
                receiver ->
                    receiver.isToldOf(verdict.kind(), place.environment())
                        || (green && receiver.isOf(place.environment())))
            .toList();
    if (concerned.isEmpty()) {
      return;
    }
    Optional<Duration> hurried = hurry.get();
    Instant start = clock.now();
    EarlierVerdicts before = hurried.isPresent() ? EarlierVerdicts.NOT_KNOWN : before();
    if (!green && before.haveTold(verdict)) {
      return;
    }
    Map<Receiver, Notice> notices = new LinkedHashMap<>();
    for (Receiver receiver : concerned) {
      // Several entries may be about one place, each with verdicts of its own.
      boolean recovered =
          green && concerned.stream().filter(receiver::isAt).anyMatch(before::haveTold);
      boolean told = notices.keySet().stream().anyMatch(receiver::isAt);
      if (!told && (recovered || receiver.verdicts().contains(verdict.kind()))) {
        notices.put(receiver, notice(verdict, place, recovered ? before.failures() : 0));
      }
    }
    if (!notices.isEmpty()) {
      Duration gone = upTo(LONGEST_QUESTION, Duration.between(start, clock.now()));
      dispatch
          .send(notices, id(place), hurried.orElseGet(() -> LONGEST.minus(gone)))
          .forEach(print.note());
    }
  }

  /** Without an answer everything is told. */
  private EarlierVerdicts before() {
    return AnyFailure.handled(
        () -> new EarlierVerdicts(Deadline.in(LONGEST_QUESTION).call(earlier)),
        notTold -> EarlierVerdicts.NOT_KNOWN);
  }

  /** The machine's clock may have been set in between, in either direction. */
  private static Duration upTo(Duration longest, Duration measured) {
    return measured.isNegative()
        ? Duration.ZERO
        : measured.compareTo(longest) > 0 ? longest : measured;
  }

  private Notice notice(Verdict verdict, Notice.Place place, int failures) {
    VerdictDetails said = verdict.explanation();
    return new Notice(
        verdict.kind(),
        failures,
        new Notice.Words(
            print.cut().apply(said.cause()),
            said.details().stream().limit(10).map(print.cut()).toList(),
            said.state().map(print.cut()),
            said.next().map(print.cut())),
        place,
        new Notice.Links(audience.jobPage(), facts.taskPage(), facts.logPage()),
        new Notice.Time(began, Duration.between(began, clock.now())));
  }

  /** The same for each try to send it, and another one for each deploy. */
  private String id(Notice.Place place) {
    return "msg_"
        + Hash.SHA256
            .of(audience.jobPage().orElse("") + place.commit() + began + place.environment())
            .substring(0, 24);
  }
}
