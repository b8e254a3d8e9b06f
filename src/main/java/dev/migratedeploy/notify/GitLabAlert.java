package dev.migratedeploy.notify;

import dev.migratedeploy.support.Hash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An alert for an HTTP endpoint of GitLab's ("Alert integrations"). All of one environment have the
 * same fingerprint: GitLab counts those that come while the alert is open, and an end time closes
 * it.
 */
final class GitLabAlert {
  private static final String NO_WIDTH = "\u200b";

  private GitLabAlert() {}

  static Object of(Notice notice) {
    Map<String, Object> alert = new LinkedHashMap<>();
    alert.put("title", notice.title());
    alert.put("description", description(notice));
    alert.put("start_time", notice.time().began().toString());
    if (notice.isSuccess()) {
      alert.put("end_time", notice.time().ended().toString());
    }
    alert.put("service", notice.place().project());
    alert.put("monitoring_tool", "migrate-deploy");
    alert.put("severity", severity(notice));
    alert.put("fingerprint", fingerprint(notice.place()));
    alert.put("gitlab_environment_name", notice.place().environment());
    alert.put("commit", notice.place().commit());
    notice
        .links()
        .all()
        .forEach(link -> alert.put(link.label().toLowerCase(Locale.ROOT) + "_url", link.url()));
    return alert;
  }

  /** Of the environment, whatever job deploys to it. */
  private static String fingerprint(Notice.Place place) {
    return Hash.SHA256.of("migrate-deploy " + place.project() + " " + place.environment());
  }

  /** Whether somebody has to look at a database now, or a deploy did not begin. */
  private static String severity(Notice notice) {
    return switch (notice.verdict()) {
      case FAILED, INCOMPLETE, UNKNOWN -> "critical";
      case STILL_RUNNING -> "medium";
      case REFUSED, NOT_STARTED -> "high";
      default -> "info";
    };
  }

  /**
   * GitLab may make an incident of an alert, in whose description {@code @all} calls everybody and
   * a line such as {@code /close} is done; not with a character without width in it.
   */
  private static String quiet(String line) {
    String calling = line.replace("@", "@" + NO_WIDTH);
    return calling.stripLeading().startsWith("/") ? NO_WIDTH + calling : calling;
  }

  private static String description(Notice notice) {
    return Stream.of(notice.sentences(), notice.words().details(), List.of(notice.place().words()))
        .flatMap(List::stream)
        .map(GitLabAlert::quiet)
        .collect(Collectors.joining("\n"));
  }
}
