package dev.migratedeploy.changes.git;

import dev.migratedeploy.ci.Secret;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A repository on a server, reached over HTTP.
 *
 * @param url ends in {@code .git}
 * @param password in place of a password, such as a job token
 */
public record GitRemote(
    URI url, String user, Secret password, Duration connectTimeout, Duration readTimeout) {

  /**
   * Fetches a commit and its trees, and nothing of its history or its files' contents.
   *
   * @param commit a full id; protocol version 2 gives any that exists, not only a branch's head
   * @throws GitRefusedException where the server answers with something else
   * @throws IOException where no answer came, or not all of it
   */
  public CommitTrees fetchTrees(String commit) throws IOException {
    byte[] request =
        PacketLines.request(
            command(ObjectHash.of(commit)),
            List.of(
                "no-progress",
                "ofs-delta",
                "deepen 1",
                "filter blob:none",
                "want " + commit,
                "done"));
    HttpURLConnection http =
        (HttpURLConnection) URI.create(url + "/git-upload-pack").toURL().openConnection();
    http.setConnectTimeout((int) connectTimeout.toMillis());
    http.setReadTimeout((int) readTimeout.toMillis());
    http.setInstanceFollowRedirects(false);
    http.setRequestProperty("Authorization", "Basic " + credentials());
    http.setRequestProperty("Git-Protocol", "version=2");
    http.setRequestProperty("Content-Type", "application/x-git-upload-pack-request");
    http.setRequestProperty("Accept", "application/x-git-upload-pack-result");
    http.setDoOutput(true);
    try (OutputStream body = http.getOutputStream()) {
      body.write(request);
    }
    int status = http.getResponseCode();
    if (status < 0) {
      throw new IOException("an answer that is not HTTP");
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new GitRefusedException(status, "status " + status);
    }
    return CommitTrees.in(PacketLines.packIn(new ByteArrayInputStream(bodyOf(http))), commit);
  }

  /** Read whole first: a connection that breaks must not look like a wrong answer. */
  private static byte[] bodyOf(HttpURLConnection http) throws IOException {
    try (InputStream answer = http.getInputStream()) {
      byte[] body = answer.readAllBytes();
      long announced = http.getContentLengthLong();
      // Java 17's client takes a body that ends too early for a whole one.
      if (announced >= 0 && announced != body.length) {
        throw new EOFException("git's answer breaks off");
      }
      return body;
    }
  }

  /** SHA-1 goes without saying: a server from before there was another would refuse the word. */
  private static List<String> command(ObjectHash hash) {
    return hash == ObjectHash.SHA1
        ? List.of("command=fetch")
        : List.of("command=fetch", "object-format=sha256");
  }

  private String credentials() {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }
}
