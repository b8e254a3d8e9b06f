package dev.migratedeploy.changes.git;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * One request of JGit's, whose answer is looked at before JGit does: JGit drops the status, takes a
 * login page for a repository of before git 1.6.6, and follows a redirect to another port with the
 * password. After any trouble but a SocketException it asks once more without the password, and
 * would make a refusal of it; so every trouble becomes one here.
 */
final class GitConnection extends JDKHttpConnection {
  private static final String ADVERTISEMENT = "/info/refs";

  GitConnection(URL url, Proxy proxy) throws IOException {
    super(url, proxy);
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
      return checked(super.getResponseCode());
    } catch (IOException e) {
      throw asTrouble(e);
    }
  }

  private int checked(int status) throws IOException {
    if (status < 0) {
      throw new IOException("an answer that is not HTTP");
    }
    if (status == HTTP_OK ? isGits() : movedOnThisServer(status)) {
      return status;
    }
    throw new GitRefusedException(
        status,
        status == HTTP_OK ? "an answer that is not git's" : "status " + status + whereTo(status),
        Optional.ofNullable(getHeaderField("Retry-After")));
  }

  private boolean isGits() {
    return String.valueOf(getContentType()).startsWith("application/x-git-upload-pack-");
  }

  private boolean movedOnThisServer(int status) {
    return location(status)
        .filter(to -> to.getPath().endsWith(ADVERTISEMENT) && to.getUserInfo() == null)
        .filter(to -> to.getScheme().equals(getURL().getProtocol()))
        .filter(to -> to.getAuthority().equals(getURL().getAuthority()))
        .isPresent();
  }

  private String whereTo(int status) {
    return location(status)
        .map(to -> ", moved to " + to.getScheme() + "://" + to.getHost() + to.getPath())
        .orElse("");
  }

  private Optional<URI> location(int status) {
    return status / 100 == 3
        ? Optional.ofNullable(getHeaderField("Location"))
            .map(to -> URI.create(getURL().toString()).resolve(to))
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
