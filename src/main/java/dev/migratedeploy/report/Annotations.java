package dev.migratedeploy.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A link on the job's page, in {@code annotations.json} ("artifacts:reports:annotations"). */
record Annotations(@JsonProperty("external_link") Link externalLink) {
  /** More links are no help on a job's page. */
  private static final int MOST_DATABASES = 20;

  /** The page that it leads to. */
  record Link(String label, String url) {}

  /**
   * The file.
   *
   * @param page where GitLab shows {@code report.html}, if that is known
   */
  static String of(RunSummary run, Optional<String> page) {
    List<Annotations> links = new ArrayList<>();
    page.ifPresent(address -> links.add(link("Report", address)));
    run.task()
        .ifPresent(
            task -> {
              links.add(link("Task " + task.id(), task.consolePage()));
              run.logDestination()
                  .flatMap(log -> log.consolePage(task))
                  .ifPresent(console -> links.add(link("Log of the task", console)));
            });
    run.fleet().failed().stream()
        .limit(MOST_DATABASES)
        .forEach(
            target ->
                target
                    .run()
                    .task()
                    .ifPresent(
                        task ->
                            links.add(
                                link(
                                    target.target()
                                        + " "
                                        + target.verdict().title()
                                        + ": task "
                                        + task.id(),
                                    task.consolePage()))));
    return JsonFile.compact(Map.of("migrate-deploy", links)) + "\n";
  }

  private static Annotations link(String label, String url) {
    return new Annotations(new Link(label, url));
  }
}
