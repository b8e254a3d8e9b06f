package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;

/** {@code annotations.json}: links on the job's page ("artifacts:reports:annotations"). */
final class Annotations {
  private Annotations() {}

  static String of(RunSummary run) {
    ObjectNode file = new ObjectMapper().createObjectNode();
    ArrayNode links = file.putArray("migrate-deploy");
    run.task()
        .ifPresent(
            task -> {
              link(links, "Task " + task.id(), ConsoleLinks.task(task));
              run.logDestination()
                  .filter(LogDestination.CloudWatch.class::isInstance)
                  .map(LogDestination.CloudWatch.class::cast)
                  .ifPresent(log -> link(links, "Log of the task", ConsoleLinks.log(task, log)));
            });
    return file + "\n";
  }

  private static void link(ArrayNode links, String label, String url) {
    links.addObject().putObject("external_link").put("label", label).put("url", url);
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
