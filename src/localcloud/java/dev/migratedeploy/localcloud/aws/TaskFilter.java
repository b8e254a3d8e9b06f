package dev.migratedeploy.localcloud.aws;

import java.util.List;
import java.util.Optional;

/** Which tasks ListTasks wants. */
record TaskFilter(Fields input) {
  private static final List<String> NOT_WITH_STARTED_BY =
      List.of("family", "serviceName", "containerInstance", "launchType");

  TaskFilter {
    // The documentation says "the only filter", but desiredStatus is known to be accepted.
    if (input.has("startedBy") && NOT_WITH_STARTED_BY.stream().anyMatch(input::has)) {
      throw AwsError.invalidParameter("cannot specify startedBy with other arguments");
    }
  }

  boolean accepts(LocalTask task) {
    TaskRecord record = task.record();
    return record.text("desiredStatus").equals(input.text("desiredStatus").orElse("RUNNING"))
        && matches("startedBy", record.text("startedBy"))
        && matches("launchType", record.text("launchType"))
        && matches("family", family(record))
        && !input.has("serviceName");
  }

  private boolean matches(String filter, String value) {
    Optional<String> wanted = input.text(filter);
    return wanted.map(value::equals).orElse(true);
  }

  private static String family(TaskRecord record) {
    return Arns.lastPart(record.text("taskDefinitionArn")).replaceFirst(":\\d+$", "");
  }
}
