package dev.migratedeploy.gitlab;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Small documents that GitLab shows to everybody, such as those of its OpenID Connect discovery:
 * asked for without a token, once, and bounded in length and time.
 */
public final class PublicDocuments {
  private static final long MOST_BYTES = 256 << 10;

  private final GitLabHttpClient http;

  /**
   * Documents of an instance.
   *
   * @param gitLab its external URL, without a slash at the end
   * @param timeout for each of them, from the start of connecting to the last byte
   */
  public PublicDocuments(URI gitLab, Duration timeout) {
    this.http =
        GitLabHttpClient.withoutToken(gitLab, GitLabTimeouts.allWithin(timeout), MOST_BYTES);
  }

  /** What came, whatever the status; nothing is said of whether it is the document. */
  public record Document(int status, String text) {}

  /**
   * Asks for a document.
   *
   * @throws IOException if no answer came, not all of it, or too much; its message says why
   */
  public Document read(URI address) throws IOException {
    GitLabAnswer answer = http.get(address);
    return new Document(answer.status(), answer.body());
  }
}
