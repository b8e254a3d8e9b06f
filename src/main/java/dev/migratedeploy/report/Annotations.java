package dev.migratedeploy.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A link on the job's page, in {@code annotations.json} ("artifacts:reports:annotations"). */
record Annotations(@JsonProperty("external_link") Link externalLink) {
  /** The page that it leads to. */
  record Link(String label, String url) {}

  static String of(RunSummary run) {
    List<Annotations> links = new ArrayList<>();
    run.task()
        .ifPresent(
            task -> {
              links.add(link("Task " + task.id(), ConsoleLinks.task(task)));
              run.logDestination()
                  .filter(LogDestination.CloudWatch.class::isInstance)
                  .map(LogDestination.CloudWatch.class::cast)
                  .ifPresent(
                      log -> links.add(link("Log of the task", ConsoleLinks.log(task, log))));
            });
    return JsonFile.compact(Map.of("migrate-deploy", links)) + "\n";
  }

  private static Annotations link(String label, String url) {
    return new Annotations(new Link(label, url));
  }

  /** Pages of the AWS console. */
  private static final class ConsoleLinks {
    static String task(RunningTask task) {
      return "https://%s.console.aws.amazon.com/ecs/v2/clusters/%s/tasks/%s"
          .formatted(region(task), last(task.cluster()), task.id());
    }

    static String log(RunningTask task, LogDestination.CloudWatch log) {
      String stream = log.streamPrefix() + "/" + task.container() + "/" + task.id();
      String region = log.region().orElse(region(task));
      return "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#logsV2:log-groups/log-group/%s/log-events/%s"
          .formatted(region, region, encoded(log.group()), encoded(stream));
    }

    private static String region(RunningTask task) {
      return task.arn().split(":", -1)[3];
    }

    private static String last(String name) {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The console's own way to write a slash behind the number sign. */
    private static String encoded(String name) {
      return name.replace("$", "$2524").replace("/", "$252F");
    }
  }
}
