package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Who this GitLab and its one project are.
 *
 * @param projectPath such as {@code shop/orders}
 */
record Site(URI server, long projectId, String projectPath) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  String projectUrl() {
    return server + "/" + projectPath;
  }

  String apiUrl() {
    return server + "/api/v4";
  }

  String jobUrl(long jobId) {
    return projectUrl() + "/-/jobs/" + jobId;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
