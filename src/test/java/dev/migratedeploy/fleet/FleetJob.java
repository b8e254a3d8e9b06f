package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.request.RunOptions;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One job that deploys to a fleet, and what it tells. */
final class FleetJob {
  /** What the job is asked for. */
  record Options(boolean force, Duration timeout, CancelPolicy onCancel, IfRunning ifRunning) {
    static final Options USUAL =
        new Options(false, Duration.ofMinutes(30), CancelPolicy.FINISH, IfRunning.AUTO);
  }

  /** A database's end, and when it was told. */
  record Ended(TargetResult result, long at) {}

  private final String number;
  private final Targets targets;
  private final Options options;
  private final List<Ended> ended = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<List<WaveProgress>> progress = new ArrayList<>();
  private int outcomes;
  private long began;
  private long over;
  private Optional<Verdict> verdict = Optional.empty();
  private Optional<Cancellation> cancellation = Optional.empty();
  private Optional<FleetStarted> started = Optional.empty();

  FleetJob(String number, Targets targets, Options options) {
    this.number = number;
    this.targets = targets;
    this.options = options;
  }

  Verdict run(ModelCloud cloud, WaitableClock clock, Quotas quotas) {
    began = ModelCloud.millis(clock.now());
    ModelLogs logs = new ModelLogs(cloud, clock, quotas);
    cancellation = Optional.of(new Cancellation(clock));
    FleetRun run =
        new FleetRun(
            new FleetCloud(
                new ModelEcs(cloud, number, clock, quotas),
                (task, destination) -> logs.of(task),
                destination -> logs),
            event -> hear(event, clock.now()),
            outcome -> outcomes++,
            clock,
            cancellation.get(),
            Runnable::run);
    try {
      verdict = Optional.of(run.run(request(), template(), image()));
    } catch (ProblemException e) {
      verdict = Optional.of(Verdict.of(e));
    }
    over = ModelCloud.millis(clock.now());
    return verdict.get();
  }

  private void hear(DeployEvent event, Instant now) {
    if (event instanceof TargetEnded end) {
      ended.add(new Ended(end.result(), ModelCloud.millis(now)));
    } else if (event instanceof Noted noted) {
      notes.add(noted.sentence());
    } else if (event instanceof FleetProgressed progressed) {
      progress.add(progressed.waves());
    } else if (event instanceof FleetStarted fleet) {
      started = Optional.of(fleet);
    }
  }

  DeployRequest request() {
    DeployRequest sample = SampleDeploy.request();
    return new DeployRequest(
        SampleDeploy.ci("shop/orders", number),
        sample.environment().with(targets),
        sample.image(),
        sample.scripts(),
        sample.files(),
        new RunOptions(
            Optional.empty(),
            options.force(),
            false,
            options.timeout(),
            options.onCancel(),
            options.ifRunning(),
            List.of()),
        sample.inquiry());
  }

  /** What the job's revision is made of: it bears a label of the job. */
  private TaskTemplate template() {
    return PlainTemplate.of("flyway").labelled("job", number);
  }

  static PreparedImage image() {
    return new PreparedImage() {
      @Override
      public String repository() {
        return SampleDeploy.IMAGE.repository();
      }

      @Override
      public String tag() {
        return SampleDeploy.IMAGE.tag();
      }

      @Override
      public Optional<String> digest() {
        return Optional.empty();
      }

      @Override
      public PublishedImage publish() {
        return SampleDeploy.IMAGE;
      }
    };
  }

  void cancel() {
    cancellation.ifPresent(Cancellation::request);
  }

  /** Whether its end by a signal is that of a job whose task may be at work. */
  boolean mayHaveStarted() {
    return cancellation.filter(Cancellation::hasBegun).isPresent();
  }

  boolean forced() {
    return options.force();
  }

  String number() {
    return number;
  }

  Targets targets() {
    return targets;
  }

  List<Ended> ended() {
    return ended;
  }

  List<String> notes() {
    return notes;
  }

  List<List<WaveProgress>> progress() {
    return progress;
  }

  int outcomes() {
    return outcomes;
  }

  long began() {
    return began;
  }

  /** When it told its verdict. */
  long over() {
    return over;
  }

  /** Absent if the job was killed. */
  Optional<Verdict> verdict() {
    return verdict;
  }

  Optional<FleetStarted> started() {
    return started;
  }
}
