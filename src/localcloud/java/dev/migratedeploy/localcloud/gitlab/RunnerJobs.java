package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.gitlab.FetchedJob.State;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a GitLab Runner asks for: it verifies its token, fetches jobs, sends their logs in parts and
 * tells how they end ({@code lib/api/ci/runner.rb} of GitLab). Reports go to {@link JobArtifacts}.
 */
public final class RunnerJobs {
  private static final String RUNNERS = "/api/v4/runners";
  private static final String FETCH = "/api/v4/jobs/request";
  private static final Pattern JOB = Pattern.compile("/api/v4/jobs/(\\d+)(/trace)?");
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

  /** Runner 18.1 crashes on one of less than 14 characters; GitLab's have more. */
  private static final String TOKEN = "glrt-local-runner-0001";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queue<FetchedJob> pending = new ConcurrentLinkedQueue<>();
  private final Map<Long, FetchedJob> fetched = new ConcurrentHashMap<>();

  /** The authentication token of the one Runner. */
  public String runnerToken() {
    return TOKEN;
  }

  /** Lets the next Runner that asks have a job. */
  public FetchedJob offer(PickedJob job) {
    FetchedJob offered = new FetchedJob(job);
    pending.add(offered);
    return offered;
  }

  boolean isFor(Request request) {
    return request.path().startsWith(RUNNERS)
        || request.path().equals(FETCH)
        || JOB.matcher(request.path()).matches();
  }

  Response answer(Request request) throws IOException {
    if (request.method().equals("PATCH")) {
      return append(request);
    }
    JsonNode body = JSON.readTree(request.text());
    return switch (request.method() + " " + request.path()) {
      case "POST " + RUNNERS + "/verify" ->
          isRunner(body)
              ? Response.json(
                  200, "{\"id\":1,\"token\":\"" + TOKEN + "\",\"token_expires_at\":null}")
              : forbidden();
      case "DELETE " + RUNNERS, "DELETE " + RUNNERS + "/managers" ->
          isRunner(body) ? Response.empty(204) : forbidden();
      case "POST " + FETCH -> isRunner(body) ? fetch() : forbidden();
      default -> request.method().equals("PUT") ? update(request, body) : notFound();
    };
  }

  private Response fetch() {
    FetchedJob next = pending.poll();
    if (next == null) {
      return Response.empty(204);
    }
    fetched.put(next.job().id(), next);
    next.start();
    return Response.json(201, next.job().offer().toString());
  }

  private Response append(Request request) throws IOException {
    Matcher path = JOB.matcher(request.path());
    Matcher range = RANGE.matcher(request.header("Content-Range").orElse(""));
    if (!path.matches() || path.group(2) == null || !range.matches()) {
      return notFound();
    }
    FetchedJob job = fetched.get(Long.parseLong(path.group(1)));
    if (job == null || !isOf(job, request.header("JOB-TOKEN"))) {
      return forbidden();
    }
    boolean taken = job.append(Integer.parseInt(range.group(1)), request.body().readAllBytes());
    return told(job, taken ? 202 : 416).with("Range", "0-" + job.size());
  }

  private Response update(Request request, JsonNode body) {
    Matcher path = JOB.matcher(request.path());
    FetchedJob job = path.matches() ? fetched.get(Long.parseLong(path.group(1))) : null;
    if (job == null) {
      return notFound();
    }
    if (!isOf(job, Optional.of(body.path("token").asText()))) {
      return forbidden();
    }
    String state = body.path("state").asText();
    if (state.equals("success") || state.equals("failed")) {
      if (!job.hasChecksum(body.at("/output/checksum").asText())) {
        return told(job, 412);
      }
      job.end(
          state.equals("success"),
          Optional.of(body.path("failure_reason").asText()),
          body.path("exit_code").asInt());
      return Response.json(200, "200");
    }
    return told(job, 200);
  }

  /** A Runner learns of a job's end or cancellation by this header, and asks again in a second. */
  private static Response told(FetchedJob job, int status) {
    State state = job.state();
    return Response.json(status, String.valueOf(status))
        .with("Job-Status", state.name().toLowerCase(Locale.ROOT))
        .with("X-GitLab-Trace-Update-Interval", "1");
  }

  private static boolean isOf(FetchedJob job, Optional<String> token) {
    return token.filter(job.job().token()::equals).isPresent();
  }

  private static boolean isRunner(JsonNode body) {
    return body.path("token").asText().equals(TOKEN);
  }

  private static Response forbidden() {
    return Response.json(403, "{\"message\":\"403 Forbidden\"}");
  }

  private static Response notFound() {
    return Response.json(404, "{\"error\":\"404 Not Found\"}");
  }
}
