package dev.migratedeploy.gitlab;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.gitlab4j.api.utils.UrlEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads from GitLab's REST interface: keeps the token to its server, follows no redirect, and
 * bounds every answer in length and time. What comes back is GitLab's answer as it is.
 *
 * <p>A deploy asks two questions. They go over Java's own connection, as those of gitlab4j's client
 * do, but without the client: to load and set up Jersey took a process that has just begun more
 * processor time than all else that it does with GitLab.
 */
final class GitLabHttpClient {
  /** A page of a hundred entries, or one file of the settings, is far smaller. */
  static final long MOST_BYTES = 32L << 20;

  private final GitLabAccess access;

  GitLabHttpClient(GitLabAccess access) {
    this.access = access;
  }

  /** With {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}. */
  static GitLabHttpClient of(CiContext ci, GitLabTimeouts timeouts) {
    return new GitLabHttpClient(GitLabAccess.of(ci, timeouts));
  }

  /**
   * GitLab's answer to a question, whatever its status.
   *
   * @param path the segments below {@code /api/v4}, not yet encoded
   * @throws IOException if no answer came, or not all of it
   */
  GitLabAnswer get(Map<String, String> query, String... path) throws IOException {
    URI address = address(query, path);
    Deadline deadline = Deadline.in(access.timeouts().whole());
    return deadline.call(
        () -> {
          try {
            return read(address, deadline);
          } catch (IOException e) {
            throw new IOException(reasonOf(e), e);
          }
        });
  }

  private URI address(Map<String, String> query, String... path) {
    String segments =
        Arrays.stream(path)
            // It encodes the underscore too, which not every server takes for the same.
            .map(segment -> "/" + UrlEncoder.urlEncode(segment).replace("%5F", "_"))
            .collect(Collectors.joining());
    String parameters =
        query.entrySet().stream()
            .map(one -> one.getKey() + "=" + UrlEncoder.urlEncode(one.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(
        access.host()
            + CiContext.API_PATH
            + segments
            + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  private GitLabAnswer read(URI address, Deadline deadline) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) access.timeouts().connect().toMillis());
    connection.setReadTimeout((int) access.timeouts().read().toMillis());
    // It would take the token along, wherever it leads.
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("User-Agent", "migrate-deploy");
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty(access.header(), access.token().reveal());
    int status = connection.getResponseCode();
    return new GitLabAnswer(
        status,
        headers(connection),
        body(
            status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream(),
            "gzip".equalsIgnoreCase(connection.getContentEncoding()),
            deadline));
  }

  /**
   * A body, read to its end so that the connection can be used again.
   *
   * @param stream null if a refusal has none
   * @param packed as some proxies do it whether they were asked to or not
   */
  private static String body(@Nullable InputStream stream, boolean packed, Deadline deadline)
      throws IOException {
    if (stream == null) {
      return "";
    }
    // Bounded before it is unpacked, too: a packed body begins with a name of any length.
    try (BoundedAnswer sent = new BoundedAnswer(stream, MOST_BYTES, deadline);
        BoundedAnswer read =
            packed ? new BoundedAnswer(new GZIPInputStream(sent), MOST_BYTES, deadline) : sent) {
      return read.text();
    }
  }

  /** Without the status line, which Java gives as a header that has no name. */
  private static Map<String, String> headers(HttpURLConnection connection) {
    Map<String, String> headers = new TreeMap<>();
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
              }
            });
    return headers;
  }

  /** The last cause in words: what clients wrap around it says nothing. */
  static String reasonOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : root.getClass().getSimpleName() + ": " + message;
  }
}
