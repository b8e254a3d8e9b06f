package dev.migratedeploy.gitlab;

import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /jobs/:id/artifacts}, by which the Runner itself uploads a job's artifacts, with the
 * job's token (UploadRawArtifacts in its network/gitlab.go). gitlab4j has no such call, and its
 * client, Java's HttpURLConnection, would hold a whole archive in memory, or else lose the status
 * of a refusal that comes before the end of the file: a token that is refused, a file that is too
 * large.
 */
public final class ArtifactApi {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int CREATED = 201;

  private final URI job;
  private final Secret token;
  private final Duration timeout;
  private final HttpClient http;

  public ArtifactApi(URI gitLab, long job, Secret token) {
    this(gitLab, job, token, TIMEOUT);
  }

  /**
   * The same for a test.
   *
   * @param timeout from the start of connecting to the end of the answer
   */
  ArtifactApi(URI gitLab, long job, Secret token, Duration timeout) {
    this.timeout = timeout;
    this.job = URI.create(gitLab + "/api/v4/jobs/" + job + "/artifacts");
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect would take the token along, wherever it leads.
            .followRedirects(Redirect.NEVER)
            .connectTimeout(TO_CONNECT);
    // Unlike the proxies themselves, their logins are not taken from the process' default.
    Optional.ofNullable(Authenticator.getDefault()).ifPresent(builder::authenticator);
    this.http = builder.build();
  }

  /**
   * Uploads one file.
   *
   * @throws IOException if GitLab has not taken it; its message holds no secret
   */
  public void upload(Artifact artifact) throws IOException {
    String boundary = UUID.randomUUID().toString();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "%s?artifact_type=%s&artifact_format=%s"
                        .formatted(job, artifact.type(), artifact.format())))
            .timeout(timeout)
            .header("JOB-TOKEN", token.reveal())
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body(artifact, boundary))
            .build();
    int status = status(request);
    if (status != CREATED) {
      throw new IOException("GitLab answered with " + meaning(status));
    }
  }

  /** The request's own timeout ends with the head of the answer, this one with its last byte. */
  private int status(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, BodyHandlers.discarding());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + HumanReadable.limit(timeout), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpTimeoutException) {
        throw new IOException("no answer within " + HumanReadable.limit(timeout), e);
      }
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static BodyPublisher body(Artifact artifact, String boundary) throws IOException {
    String head =
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, artifact.fileName());
    return BodyPublishers.concat(
        text(head), BodyPublishers.ofFile(artifact.file()), text("\r\n--" + boundary + "--\r\n"));
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> status + ": it does not take the job's token, or the job no longer runs";
      case 413 -> status + ": the file is too large for it";
      default -> Integer.toString(status);
    };
  }
}
