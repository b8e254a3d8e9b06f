package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.TargetResult.Versions;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deploy over many databases as a listener is told of it. */
final class FleetEvents {
  static final String NULL_VALUES =
      "V8__region_not_null.sql, line 3: column \"region\" of relation \"orders\" contains null"
          + " values";

  private static final class Wave {
    private final int targets;
    private int done;
    private int failed;
    private int running;
    private int notTried;
    private boolean over;
    private Optional<Instant> began = Optional.empty();

    Wave(int targets) {
      this.targets = targets;
    }
  }

  private final DeployListener listener;
  private final VirtualTicker ticker;
  private final Map<String, Wave> waves = new LinkedHashMap<>();
  private int tasks;

  FleetEvents(DeployListener listener, VirtualTicker ticker) {
    this.listener = listener;
    this.ticker = ticker;
  }

  /** From the first station to that of the fleet. */
  FleetEvents begun(FleetOutline fleet) {
    new Run(listener, ticker).begun().detected().published();
    listener.on(new FleetStarted(fleet));
    fleet.waves().forEach(wave -> waves.put(wave.name(), new Wave(wave.targets())));
    return this;
  }

  static FleetOutline outline(int perTask, int parallel, int passedOver, WaveOutline... waves) {
    return new FleetOutline(List.of(waves), perTask, parallel, passedOver, false);
  }

  /** Databases of a wave run from now on. */
  FleetEvents running(String wave, int running) {
    wave(wave).running = running;
    return told();
  }

  FleetEvents after(int seconds) {
    ticker.sleep(Duration.ofSeconds(seconds));
    return this;
  }

  FleetEvents noted(String sentence) {
    listener.on(new Noted(sentence));
    return this;
  }

  /** How far it is, now. */
  FleetEvents told() {
    listener.on(new FleetProgressed(progress()));
    return this;
  }

  FleetEvents over(String wave) {
    Wave it = wave(wave);
    it.over = true;
    it.running = 0;
    return told();
  }

  private List<WaveProgress> progress() {
    List<WaveProgress> all = new ArrayList<>();
    waves.forEach(
        (name, wave) ->
            all.add(
                new WaveProgress(
                    name,
                    new WaveProgress.Counts(
                        wave.done,
                        wave.failed,
                        wave.running,
                        wave.targets - wave.done - wave.failed - wave.running - wave.notTried,
                        wave.notTried),
                    wave.began
                        .map(began -> Duration.between(began, ticker.now()))
                        .orElse(Duration.ZERO),
                    wave.over)));
    return all;
  }

  private Wave known(String name) {
    Wave wave = waves.get(name);
    if (wave == null) {
      throw new IllegalArgumentException("no wave " + name);
    }
    return wave;
  }

  private Wave wave(String name) {
    Wave wave = known(name);
    if (wave.began.isEmpty()) {
      wave.began = Optional.of(ticker.now());
    }
    return wave;
  }

  /** So many databases end well, {@code prefix0001} and so on. */
  FleetEvents applied(String wave, String prefix, int count) {
    for (int i = 1; i <= count; i++) {
      ended(
          result(
              prefix + "%04d".formatted(i),
              wave,
              Run.applied("1 script applied, version 7 → 8 in 0.2 s"),
              run(Optional.of("7"), Optional.of("8"), List.of("8 - region not null"), false)));
    }
    return this;
  }

  FleetEvents atVersion(String wave, String name, String version) {
    return ended(
        result(
            name,
            wave,
            Run.applied("applied"),
            run(Optional.empty(), Optional.of(version), List.of(), false)));
  }

  FleetEvents passedOver(String wave, String prefix, int count) {
    for (int i = 1; i <= count; i++) {
      ended(
          result(
              prefix + "%04d".formatted(i),
              wave,
              Run.applied("done by an earlier run of this image"),
              run(Optional.of("8"), Optional.of("8"), List.of(), true)));
    }
    return this;
  }

  FleetEvents failed(String wave, String name, String cause) {
    return ended(wave, name, Verdict.Kind.FAILED, cause);
  }

  FleetEvents ended(String wave, String name, Verdict.Kind kind, String cause) {
    log(name, "ERROR: " + cause);
    return ended(
        result(
            name,
            wave,
            new Verdict(
                kind,
                VerdictDetails.of(cause)
                    .details(List.of("ALTER TABLE orders", "  ALTER COLUMN region SET NOT NULL;"))
                    .state("version 7. V8 was rolled back")
                    .next("make the cause go away in that database, and run the job again")),
            run(Optional.of("7"), Optional.empty(), List.of(), false)));
  }

  FleetEvents notTried(String wave, String prefix, int count) {
    for (int i = 1; i <= count; i++) {
      TargetResult result =
          result(
              prefix + "%04d".formatted(i),
              wave,
              new Verdict(
                  Verdict.Kind.NOT_STARTED,
                  VerdictDetails.of("not tried: 1 database of the wave canary failed")
                      .state("nothing was applied; a retry is safe")),
              TargetResult.Run.NONE);
      listener.on(new TargetEnded(result));
      known(wave).notTried++;
    }
    return this;
  }

  FleetEvents log(String target, String... lines) {
    listener.on(
        new TargetLogRead(
            target, List.of(lines).stream().map(line -> new LogLine(ticker.now(), line)).toList()));
    return this;
  }

  FleetEvents ended(TargetResult result) {
    listener.on(new TargetEnded(result));
    Wave wave = wave(result.wave());
    wave.running = Math.max(0, wave.running - 1);
    if (result.verdict().isSuccess()) {
      wave.done++;
    } else {
      wave.failed++;
    }
    return this;
  }

  private TargetResult.Run run(
      Optional<String> before, Optional<String> after, List<String> applied, boolean passedOver) {
    tasks++;
    return new TargetResult.Run(
        Optional.of(task("%032x".formatted(tasks))),
        new Versions(before, after),
        applied,
        Optional.of(new LogSummary(18, Optional.of(new EndMarker(0, 18)), Optional.empty())),
        Duration.ofMillis(200),
        passedOver);
  }

  static TargetResult result(String name, String wave, Verdict verdict, TargetResult.Run run) {
    return new TargetResult(name, wave, verdict, run);
  }

  private static RunningTask task(String id) {
    return new RunningTask(
        "arn:aws:ecs:eu-west-1:123456789012:task/staging/" + id, "staging", "flyway:41", "flyway");
  }

  void decided(Verdict.Kind kind, VerdictDetails said) {
    listener.on(new VerdictReached(new Verdict(kind, said)));
  }
}
