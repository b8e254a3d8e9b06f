package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The log of a task of several databases, as it was read, and what comes of it. */
final class TargetsTimeline {
  private final DeployRequest request;
  private final TargetLogs logs;
  private final LogSummary summary;

  private TargetsTimeline(DeployRequest request, TargetLogs logs, LogSummary summary) {
    this.request = request;
    this.logs = logs;
    this.summary = summary;
  }

  /** One after another, with the task's end line if it is there. */
  static TargetsTimeline of(List<String> names, List<String> lines) {
    return of(request(names), names, lines);
  }

  static TargetsTimeline of(DeployRequest request, List<String> names, List<String> lines) {
    TargetLogs logs = new TargetLogs(targets(names));
    LogTail tail = new LogTail(line -> logs.line(SampleDeploy.TASK, line, VirtualTicker.START));
    tail.take(
        new LogReading.Page(
            IntStream.range(0, lines.size())
                .mapToObj(i -> new LogEvent(VirtualTicker.START.plusSeconds(i), lines.get(i)))
                .toList(),
            "f/1"));
    tail.close();
    return new TargetsTimeline(request, logs, tail.summary());
  }

  static DeployRequest request(List<String> names) {
    DeployRequest sample = SampleDeploy.request();
    Targets targets =
        new Targets(List.of(new Wave("rest", targets(names), 0)), 20, 10, Map.of(), false);
    return new DeployRequest(
        sample.ci(),
        sample.environment().with(targets),
        sample.image(),
        sample.scripts(),
        sample.files(),
        sample.options(),
        sample.inquiry());
  }

  private static List<Target> targets(List<String> names) {
    return names.stream()
        .map(name -> new Target(name, Map.of(), Map.of("FLYWAY_URL", "jdbc:" + name)))
        .toList();
  }

  TargetLogs logs() {
    return logs;
  }

  List<TargetOutcome> outcomes(Function<LogSummary, MonitorResult> exit) {
    return TargetVerdicts.of(
        request,
        PlainTemplate.of("flyway"),
        SampleDeploy.IMAGE,
        SampleDeploy.TASK,
        "rest",
        exit.apply(summary),
        logs);
  }
}
