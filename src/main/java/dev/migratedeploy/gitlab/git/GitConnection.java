package dev.migratedeploy.gitlab.git;

import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request of JGit's, whose answer is looked at before JGit does: JGit drops the status, takes a
 * login page for a repository of before git 1.6.6, and follows a redirect to another port with the
 * password. After any trouble but a SocketException it asks again without the password, and would
 * make a refusal of it; so every trouble becomes one here.
 */
final class GitConnection extends JDKHttpConnection {
  private static final String ENCODING = "Content-Encoding";
  private static final String ADVERTISEMENT = "/info/refs";

  /** The largest repository's trees and scripts come in a minute; a job has other things to do. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final long mostBytes;
  private final Deadline deadline = Deadline.in(LONGEST);

  /** A connection whose answer may have so many bytes. */
  GitConnection(URL url, Proxy proxy, long mostBytes) throws IOException {
    super(url, proxy);
    this.mostBytes = mostBytes;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream body = super.getInputStream();
    boolean packed = "gzip".equalsIgnoreCase(super.getHeaderField(ENCODING));
    return new BoundedAnswer(packed ? new GZIPInputStream(body) : body, mostBytes, deadline);
  }

  /** JGit need not unpack an answer: a few kilobytes of it may become gigabytes. */
  @Override
  public @Nullable String getHeaderField(String name) {
    return ENCODING.equalsIgnoreCase(name) ? null : super.getHeaderField(name);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    try {
      return super.getOutputStream();
    } catch (IOException e) {
      throw asTrouble(e);
    }
  }

  @Override
  public int getResponseCode() throws IOException {
    try {
      return checked(deadline.call(super::getResponseCode));
    } catch (IOException e) {
      throw asTrouble(e);
    }
  }

  private int checked(int status) throws IOException {
    if (status < 0) {
      throw new IOException("an answer that is not HTTP");
    }
    Optional<Redirect> redirect = redirect(status);
    boolean isMoved = redirect.filter(to -> to.staysOn(getURL(), ADVERTISEMENT)).isPresent();
    if (status == HTTP_OK ? isGits() : isMoved) {
      return status;
    }
    throw new GitRefusedException(
        status,
        status == HTTP_OK
            ? "an answer that is not git's"
            : "status " + status + redirect.map(to -> ", " + to).orElse(""),
        Optional.ofNullable(getHeaderField("Retry-After")));
  }

  private boolean isGits() {
    return String.valueOf(getContentType()).startsWith("application/x-git-upload-pack-");
  }

  private Optional<Redirect> redirect(int status) {
    return status / 100 == 3
        ? Optional.ofNullable(getHeaderField("Location")).map(Redirect::new)
        : Optional.empty();
  }

  private static IOException asTrouble(IOException e) {
    if (e instanceof SocketException || e instanceof SSLException) {
      return e;
    }
    SocketException trouble = new SocketException(String.valueOf(e.getMessage()));
    trouble.initCause(e);
    return trouble;
  }
}
