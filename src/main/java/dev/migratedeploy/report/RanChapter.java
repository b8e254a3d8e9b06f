package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Facts;
import dev.migratedeploy.report.page.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The image, the task and the database of a run, by their exact names. */
final class RanChapter {
  private RanChapter() {}

  /** Absent if nothing was run. */
  static Optional<HtmlBlock> of(RunSummary run, PageText text) {
    List<Fact> facts = new ArrayList<>();
    run.image()
        .ifPresent(
            image -> {
              facts.add(Fact.of("Image", text.words(image.repository())));
              facts.add(Fact.of("Digest", text.words(image.digest())));
            });
    run.task()
        .ifPresent(
            task ->
                facts.add(
                    Fact.of(
                        "Task",
                        text.words(
                            task.id()
                                + ", "
                                + task.definition()
                                + " on cluster "
                                + task.cluster()))));
    versions(run).ifPresent(words -> facts.add(Fact.of("Version", text.words(words))));
    database(run.observed()).ifPresent(words -> facts.add(Fact.of("Database", text.words(words))));
    run.log().map(LogSummary::words).ifPresent(words -> facts.add(Fact.of("Log", words)));
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(new Facts(facts));
    run.task().ifPresent(task -> blocks.add(new Link.Row(List.of(link(task)))));
    return Optional.of(new Chapter("What ran", blocks));
  }

  private static Link link(RunningTask task) {
    return new Link("the task in the AWS console", task.consolePage());
  }

  private static Optional<String> versions(RunSummary run) {
    return run.flyway()
        .filter(flyway -> flyway.versionBefore().isPresent() || flyway.versionAfter().isPresent())
        .map(
            flyway ->
                flyway.versionBefore().orElse("none")
                    + flyway.versionAfter().map(after -> " → " + after).orElse(""));
  }

  private static Optional<String> database(Observed observed) {
    return observed
        .started()
        .map(
            started ->
                Stream.of(started.product(), started.productVersion())
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" ")))
        .filter(words -> !words.isEmpty());
  }
}
