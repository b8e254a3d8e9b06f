package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.Credentials.Job;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * {@code POST /jobs/:id/artifacts}: what a Runner uploads for a job, by the job's token; {@code GET
 * /projects/:id/jobs/:job_id/artifacts/*path}: one file of a job's archive.
 */
public final class JobArtifacts {
  private static final Pattern PATH = Pattern.compile("/api/v4/jobs/([0-9]+)/artifacts");

  private static final Pattern FILE =
      Pattern.compile("/api/v4/projects/[^/]+/jobs/([0-9]+)/artifacts/(.+)");

  /** The one file of a form, between its headers and the boundary. */
  private static final Pattern PART =
      Pattern.compile(
          "(?s)--([^\r]+)\r\n[^\r]+ filename=\"[^\"]+\"\r\n.*?\r\n\r\n(.*)\r\n--\\1--\r\n");

  /** GitLab takes each kind in one format alone (Enums::Ci::JobArtifact). */
  private static final Map<String, String> FORMATS =
      Map.of(
          "junit", "gzip",
          "dotenv", "gzip",
          "annotations", "gzip",
          "codequality", "raw",
          "archive", "zip");

  private final Credentials credentials;
  private final Map<Long, Map<String, byte[]>> uploaded = new ConcurrentHashMap<>();
  private final Map<Long, Map<String, String>> kept = new ConcurrentHashMap<>();
  private final Map<Long, Instant> expired = new ConcurrentHashMap<>();

  JobArtifacts(Credentials credentials) {
    this.credentials = credentials;
  }

  /** A job's artifacts by their type; what is zipped by gzip is unzipped here. */
  public Map<String, byte[]> of(long job) {
    return Map.copyOf(uploaded.getOrDefault(job, Map.of()));
  }

  /** An artifact as text; empty where it was not uploaded. */
  public String text(long job, String type) {
    return new String(of(job).getOrDefault(type, new byte[0]), StandardCharsets.UTF_8);
  }

  /** Puts a file into a job's archive. */
  public void keep(long job, String path, String text) {
    kept.computeIfAbsent(job, ignored -> new ConcurrentHashMap<>()).put(path, text);
  }

  /** What {@code expire_in} does when its time is over: the files go, the list still says when. */
  public void expire(long job, Instant at) {
    kept.remove(job);
    expired.put(job, at);
  }

  Optional<Instant> expiry(long job) {
    return Optional.ofNullable(expired.get(job));
  }

  /** Whether a job has an archive. */
  boolean has(long job) {
    return kept.containsKey(job);
  }

  boolean isFor(Request request) {
    return isForFile(request) || isForUpload(request);
  }

  private static boolean isForFile(Request request) {
    return request.method().equals("GET") && FILE.matcher(request.path()).matches();
  }

  private Response file(Request request) {
    Matcher path = FILE.matcher(request.path());
    return path.matches() && !(credentials.callerOf(request) instanceof Credentials.Stranger)
        ? Optional.ofNullable(
                kept.getOrDefault(Long.parseLong(path.group(1)), Map.of())
                    .get(URLDecoder.decode(path.group(2), StandardCharsets.UTF_8)))
            .map(text -> Response.text(200, "application/octet-stream", text))
            .orElseGet(() -> Response.json(404, "{\"message\":\"404 Not Found\"}"))
        : Response.json(401, "{\"message\":\"401 Unauthorized\"}");
  }

  private static boolean isForUpload(Request request) {
    return request.method().equals("POST") && PATH.matcher(request.path()).matches();
  }

  Response answer(Request request) throws IOException {
    if (isForFile(request)) {
      return file(request);
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Response.empty(404);
    }
    long job = Long.parseLong(path.group(1));
    if (!(credentials.callerOf(request) instanceof Job caller && caller.id() == job)) {
      return Response.json(403, "{\"message\":\"403 Forbidden\"}");
    }
    String type = request.parameter("artifact_type").orElse("archive");
    String format = request.parameter("artifact_format").orElse("zip");
    Matcher part =
        PART.matcher(new String(request.body().readAllBytes(), StandardCharsets.ISO_8859_1));
    boolean right = Optional.ofNullable(FORMATS.get(type)).filter(format::equals).isPresent();
    if (!right || !part.matches()) {
      return Response.json(400, "{\"message\":\"400 Bad request - Invalid file format\"}");
    }
    byte[] content = part.group(2).getBytes(StandardCharsets.ISO_8859_1);
    uploaded
        .computeIfAbsent(job, ignored -> new TreeMap<>())
        .put(type, format.equals("gzip") ? unzipped(content) : content);
    return Response.json(201, "{\"message\":\"201 Created\"}");
  }

  private static byte[] unzipped(byte[] content) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return in.readAllBytes();
    }
  }
}
