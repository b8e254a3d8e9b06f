package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.Credentials.Job;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** {@code POST /jobs/:id/artifacts}: what a Runner uploads for a job, by the job's token. */
public final class JobArtifacts {
  private static final Pattern PATH = Pattern.compile("/api/v4/jobs/([0-9]+)/artifacts");

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

  boolean isFor(Request request) {
    return request.method().equals("POST") && PATH.matcher(request.path()).matches();
  }

  Response answer(Request request) throws IOException {
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
