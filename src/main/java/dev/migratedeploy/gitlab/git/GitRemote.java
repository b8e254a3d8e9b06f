package dev.migratedeploy.gitlab.git;

import dev.migratedeploy.network.TooLargeException;
import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.Constants;
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
   * @throws TooLargeException if there is more of it than the bounds say
   * @throws GitRefusedException if the server answers with something else
   * @throws IOException if no answer came, or not all of it
   */
  public CommitTrees fetchTrees(String commit, FetchBounds bounds) throws IOException {
    Repository memory = repository(bounds);
    try (TransportHttp transport = transport(memory, bounds)) {
      transport.setDepth(1);
      // Every GitLab whose API knows a job token at all knows this filter.
      transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
      fetch(transport, List.of(commit));
    } catch (IOException e) {
      memory.close();
      throw toldBy(e);
    }
    return new CommitTrees(memory, commit);
  }

  /**
   * The commit that a tag or a branch names.
   *
   * @throws GitRefusedException if the server answers with something else
   * @throws IOException if no answer came, or not all of it
   */
  public Optional<String> idOf(String name) throws IOException {
    List<String> refs = List.of(Constants.R_TAGS + name, Constants.R_HEADS + name);
    try (Repository memory = repository(FetchBounds.TREES);
        TransportHttp transport = transport(memory, FetchBounds.TREES);
        FetchConnection fetch = transport.openFetch(List.of(), refs.toArray(String[]::new))) {
      return refs.stream()
          .flatMap(ref -> Stream.ofNullable(fetch.getRef(ref)))
          .map(ref -> ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId())
          .map(ObjectId::name)
          .findFirst();
    } catch (IOException e) {
      throw toldBy(e);
    }
  }

  /**
   * Fetches the contents of some files, and nothing else. What they are named by is their hash,
   * which is computed again.
   *
   * @param ids of blobs that the server's commits have
   * @throws TooLargeException if there is more of it than the bounds say
   * @throws GitRefusedException if the server answers with something else
   * @throws IOException if no answer came, or not all of it
   */
  public Blobs fetchBlobs(Collection<String> ids, FetchBounds bounds) throws IOException {
    Repository memory = repository(bounds);
    if (ids.isEmpty()) {
      return new Blobs(memory);
    }
    try (TransportHttp transport = transport(memory, bounds)) {
      fetch(transport, ids);
    } catch (IOException e) {
      memory.close();
      throw toldBy(e);
    }
    return new Blobs(memory);
  }

  private Repository repository(FetchBounds bounds) {
    return new BoundedRepository(url.getPath(), bounds.object());
  }

  private static void fetch(Transport transport, Collection<String> ids) throws IOException {
    List<Ref> wanted = new ArrayList<>();
    ids.forEach(
        id ->
            wanted.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id, ObjectId.fromString(id))));
    // Without a word on names the server would list every branch and tag that it has.
    try (FetchConnection fetch = transport.openFetch(List.of(), "HEAD")) {
      fetch.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
    }
  }

  private TransportHttp transport(Repository into, FetchBounds bounds) throws IOException {
    TransportHttp http = (TransportHttp) Transport.open(into, address());
    http.setHttpConnectionFactory(new Connections(bounds.answer()));
    http.setPreemptiveBasicAuthentication(user, password.reveal());
    http.setTimeout(Math.max(1, (int) timeout.toSeconds()));
    return http;
  }

  private URIish address() {
    try {
      return new URIish(url.toString());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a URI: " + url, e);
    }
  }

  /** JGit wraps what a connection throws, and tells the server's own words from trouble. */
  private static IOException toldBy(IOException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof GitRefusedException refusal) {
        return refusal;
      }
      if (cause instanceof TooLargeException beyond) {
        return beyond;
      }
      if (cause instanceof TooLargeObjectInPackException || cause instanceof LargeObjectException) {
        return new TooLargeException("an object that is larger than allowed");
      }
      if (cause instanceof RemoteRepositoryException words) {
        return new GitRefusedException(
            HttpConnection.HTTP_OK, String.valueOf(words.getMessage()), Optional.empty());
      }
    }
    return thrown;
  }

  private record Connections(long mostBytes) implements HttpConnectionFactory {
    @Override
    public HttpConnection create(URL url) throws IOException {
      return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
      return new GitConnection(url, proxy, mostBytes);
    }
  }
}
