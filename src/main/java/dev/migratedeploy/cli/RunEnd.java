package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.FailureVerdict;
import dev.migratedeploy.deploy.RunProgress;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.report.ResultBlock;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run: one verdict, of the first that comes to one, the command or the thread of a
 * signal. What is printed, what the report files say and the exit code are that one's.
 */
public final class RunEnd {
  /** Enough for a verdict and its reports when the memory is used up. */
  private static final int RESERVE = 1 << 19;

  private final PrintStream out;
  private final RunProgress progress;
  private final AtomicReference<@Nullable Verdict> decided = new AtomicReference<>();
  private volatile StageWatch watch = (longest, stage) -> {};
  private volatile DeployListener listener;
  private volatile Consumer<Throwable> details = failure -> {};

  @SuppressWarnings("UnusedVariable") // it is there to be let go
  private volatile byte @Nullable [] reserve = new byte[RESERVE];

  private volatile boolean told;

  public RunEnd(Cancellation cancellation, PrintStream out) {
    this.out = out;
    this.progress = new RunProgress(cancellation);
    this.listener = new ResultBlock(out, false);
  }

  /** Lets the process be ended if a stage is not over in its time; nobody does by default. */
  public void watchedBy(StageWatch wanted) {
    watch = wanted;
  }

  /** How long what comes now may take. */
  void within(Duration longest, String stage) {
    watch.within(longest, stage);
  }

  /** Has to hear what happens in the run, and tells how far it is. */
  public RunProgress progress() {
    return progress;
  }

  /**
   * Tells the end there instead of in plain lines.
   *
   * @param wanted gets the failure if there is one, before its verdict is told
   */
  void tell(DeployListener there, Consumer<Throwable> wanted) {
    listener = there;
    details = wanted;
  }

  /** Comes to the work's verdict, or to that on its failure, and tells it. */
  Verdict of(AnyFailure.Work<Verdict> work) {
    return decide(AnyFailure.handled(work, this::failed));
  }

  /** The verdict on a failure. */
  Verdict failed(Throwable failure) {
    reserve = null;
    AnyFailure.handled(
        () -> {
          details.accept(failure);
          return failure;
        },
        again -> again);
    return FailureVerdict.of(failure, progress.phase());
  }

  /** The verdict, if there is one. */
  public Optional<Verdict> decided() {
    return Optional.ofNullable(decided.get());
  }

  /** Whether it was told to its end. */
  public boolean told() {
    return told;
  }

  /** Tells a verdict, unless another one was first; that one counts then. */
  public Verdict decide(Verdict verdict) {
    if (!decided.compareAndSet(null, verdict)) {
      Verdict first = decided.get();
      return first == null ? verdict : first;
    }
    AnyFailure.handled(
        () -> {
          listener.on(new VerdictReached(verdict));
          return verdict;
        },
        failure -> {
          new ResultBlock(out, false).print(verdict);
          return verdict;
        });
    told = true;
    return verdict;
  }
}
