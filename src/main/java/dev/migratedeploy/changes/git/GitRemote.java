package dev.migratedeploy.changes.git;

import dev.migratedeploy.ci.Secret;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * A repository on a server, reached over HTTP.
 *
 * @param url ends in {@code .git}
 * @param password in place of a password, such as a job token
 * @param timeout for connecting, and for each piece of the answer; counted in whole seconds
 */
public record GitRemote(URI url, String user, Secret password, Duration timeout) {

  /**
   * Fetches a commit and its trees, and nothing of its history or its files' contents. They are
   * kept in memory: such a repository reads no configuration of git's and runs no program.
   *
   * @param commit a full id; protocol version 2 gives any that exists, not only a branch's head
   * @throws GitRefusedException where the server answers with something else
   * @throws IOException where no answer came, or not all of it
   */
  public CommitTrees fetchTrees(String commit) throws IOException {
    Repository memory = new InMemoryRepository(new DfsRepositoryDescription(url.getPath()));
    try (Transport transport = transport(memory)) {
      // Without a word on names the server would list every branch and tag that it has.
      try (FetchConnection fetch = transport.openFetch(List.of(), "HEAD")) {
        Ref wanted =
            new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, commit, ObjectId.fromString(commit));
        fetch.fetch(NullProgressMonitor.INSTANCE, List.of(wanted), Set.of());
      }
    } catch (IOException e) {
      memory.close();
      throw refusalIn(e).orElse(e);
    }
    return new CommitTrees(memory, commit);
  }

  private Transport transport(Repository into) throws IOException {
    TransportHttp http = (TransportHttp) Transport.open(into, address());
    http.setHttpConnectionFactory(new Connections());
    http.setPreemptiveBasicAuthentication(user, password.reveal());
    http.setTimeout(Math.max(1, (int) timeout.toSeconds()));
    http.setDepth(1);
    // Every GitLab whose API knows a job token at all knows this filter.
    http.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
    return http;
  }

  private URIish address() {
    try {
      return new URIish(url.toString());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a URI that is none: " + url, e);
    }
  }

  /** JGit wraps what a connection throws, and tells the server's own words from trouble. */
  private static Optional<IOException> refusalIn(IOException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof GitRefusedException refusal) {
        return Optional.of(refusal);
      }
      if (cause instanceof RemoteRepositoryException words) {
        return Optional.of(
            new GitRefusedException(
                HttpConnection.HTTP_OK, String.valueOf(words.getMessage()), Optional.empty()));
      }
    }
    return Optional.empty();
  }

  private static final class Connections implements HttpConnectionFactory {
    @Override
    public HttpConnection create(URL url) throws IOException {
      return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
      return new GitConnection(url, proxy);
    }
  }
}
