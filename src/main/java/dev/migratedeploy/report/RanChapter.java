package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.RunningTask;
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
    if (run.image().isPresent()) {
      facts.add(Fact.of("Image", text.words(run.image().get().repository())));
      facts.add(Fact.of("Digest", text.words(run.image().get().digest())));
    }
    if (run.task().isPresent()) {
      facts.add(Fact.of("Task", text.words(words(run.task().get()))));
    }
    add(facts, "Version", versions(run), text);
    add(facts, "Database", database(run.observed()), text);
    if (run.log().isPresent()) {
      facts.add(Fact.of("Log", run.log().get().words()));
    }
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(new Facts(facts));
    if (run.task().isPresent()) {
      blocks.add(new Link.Row(List.of(link(run.task().get()))));
    }
    return Optional.of(new Chapter("What ran", blocks));
  }

  private static void add(List<Fact> facts, String label, Optional<String> words, PageText text) {
    if (words.isPresent()) {
      facts.add(Fact.of(label, text.words(words.get())));
    }
  }

  private static String words(RunningTask task) {
    return task.id() + ", " + task.definition() + " on cluster " + task.cluster();
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
