package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.deploy.event.WaveProgress.Counts;
import dev.migratedeploy.verdict.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan's tasks do, for those who hear of it. Tells of each of many databases what the plan
 * came to instead of what its task came to: {@code flyway validate} calls it a failure that a
 * script is pending, which is what a plan is about.
 */
public final class PlanTaskLog implements DeployListener {
  private final DeployListener reader;
  private final Map<String, Verdict> judged = new HashMap<>();
  private final Map<String, TargetResult> held = new HashMap<>();
  private final Map<String, Integer> saved = new HashMap<>();

  PlanTaskLog(DeployListener reader) {
    this.reader = reader;
  }

  /** The plan for one has come to a verdict, before or after its end was told. */
  synchronized void judged(TargetResult task, Verdict plan) {
    if (!task.verdict().isSuccess() && plan.isSuccess()) {
      saved.merge(task.wave(), 1, Integer::sum);
    }
    TargetResult ended = held.remove(task.target());
    if (ended == null) {
      judged.put(task.target(), plan);
    } else {
      tell(ended, plan);
    }
  }

  @Override
  public synchronized void on(DeployEvent event) {
    if (event instanceof TargetEnded ended) {
      TargetResult result = ended.result();
      Verdict plan = judged.remove(result.target());
      if (plan == null) {
        held.put(result.target(), result);
      } else {
        tell(result, plan);
      }
    } else if (event instanceof FleetProgressed progressed) {
      reader.on(new FleetProgressed(progressed.waves().stream().map(this::corrected).toList()));
    } else {
      reader.on(event);
    }
  }

  /** Tells of those for which no plan was made. */
  synchronized void end() {
    held.values().forEach(result -> reader.on(new TargetEnded(result)));
    held.clear();
  }

  private void tell(TargetResult result, Verdict plan) {
    reader.on(
        new TargetEnded(new TargetResult(result.target(), result.wave(), plan, result.run())));
  }

  private WaveProgress corrected(WaveProgress wave) {
    Counts told = wave.counts();
    int good = Math.min(told.failed(), Optional.ofNullable(saved.get(wave.name())).orElse(0));
    Counts counts =
        new Counts(
            told.done() + good,
            told.failed() - good,
            told.running(),
            told.waiting(),
            told.notTried());
    return new WaveProgress(wave.name(), counts, wave.elapsed(), wave.over());
  }
}
