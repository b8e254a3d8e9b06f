package dev.migratedeploy.localcloud.registry;

import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.localcloud.http.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * A registry on a free port of the loopback interface. As it starts, everybody may push anything,
 * as to Docker's own registry; what a test wants stricter, it says.
 */
public final class LocalRegistry implements AutoCloseable {
  private final Repositories repositories = new Repositories();
  private final BlobStore blobs = new BlobStore();
  private final RegistryApi api = new RegistryApi(repositories, blobs);
  private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();
  private final LocalServer server;
  private final PlainHttpDoor door;
  private volatile Optional<BasicLogin> login = Optional.empty();
  private volatile Optional<TokenLogin> tokens = Optional.empty();
  private volatile boolean mounts = true;
  private volatile boolean mountsDenied;

  private LocalRegistry() {
    server = LocalServer.start("registry", this::answer);
    door = new PlainHttpDoor(server.uri());
  }

  public static LocalRegistry start() {
    return new LocalRegistry();
  }

  /** Tells of its requests there from now on. */
  public void tell(Traffic traffic) {
    server.tell(traffic);
  }

  /** The first part of an image's name, such as {@code 127.0.0.1:40123}. */
  public String authority() {
    return door.authority();
  }

  /** Asks everybody for a user name and a password from now on, as ECR does for its token. */
  public void requireLogin(BiPredicate<String, String> accepted) {
    login = Optional.of(new BasicLogin(accepted));
  }

  /** Asks everybody for a token of the repository from now on, as Docker Hub and GitLab do. */
  public void requireTokens() {
    requireTokens((user, repository) -> true);
  }

  /**
   * The same where not everybody may use every repository.
   *
   * @param granted whether a user may; nobody's name is empty
   */
  public void requireTokens(BiPredicate<String, String> granted) {
    tokens = Optional.of(new TokenLogin(granted));
  }

  /** What the tokens so far were asked for, such as {@code repository:base:pull}. */
  public Collection<List<String>> tokens() {
    return tokens.map(TokenLogin::issued).orElse(List.of());
  }

  /** Begins an upload where a blob is to be mounted, as ECR does without BLOB_MOUNTING. */
  public void neverMount() {
    mounts = false;
  }

  /** Answers 401 where a blob is to be mounted, as Docker Hub where the source cannot be read. */
  public void denyMounts() {
    mountsDenied = true;
  }

  /** Refuses pushes to repositories that nobody has created, as ECR does. */
  public void requireCreatedRepositories(String registryId) {
    repositories.mustBeCreatedFirst(registryId);
  }

  public void createRepository(String name) {
    repositories.create(name);
  }

  /** Refuses to push any tag twice, even with the same digest, as ECR's immutable tags do. */
  public void makeTagsImmutable(String repository) {
    repositories.create(repository).makeTagsImmutable();
  }

  /** Answers every push to the repository with 403. */
  public void denyPush(String repository) {
    repositories.create(repository).denyPush();
  }

  /** What was asked so far, in the order of the answers; a request is here before its answer. */
  public List<LoggedRequest> requests() {
    return List.copyOf(requests);
  }

  public void forgetRequests() {
    requests.clear();
  }

  /** The manifest or index behind a tag or digest. */
  public Optional<StoredManifest> manifest(String repository, String reference) {
    return repositories.find(repository).flatMap(found -> found.manifest(reference));
  }

  public List<String> tags(String repository) {
    return repositories
        .find(repository)
        .map(found -> List.copyOf(found.tags.keySet()))
        .orElse(List.of());
  }

  /** Puts a blob in without a request, and without looking at who may push. */
  public Digest putBlob(String repository, byte[] blob) {
    try {
      blobs.put(blob);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a blob", e);
    }
    Digest digest = Digest.of(blob);
    repositories.create(repository).blobs.add(digest);
    return digest;
  }

  /** Puts a manifest in without a request; it is not checked, so it may be a broken one. */
  public Digest putManifest(String repository, String tag, StoredManifest manifest) {
    StoredRepository target = repositories.create(repository);
    target.put(manifest);
    target.tags.put(tag, manifest.digest());
    return manifest.digest();
  }

  /** Puts a whole image in without a request and returns its manifest's digest. */
  public Digest put(String repository, String tag, LayeredImage image) {
    image.blobs().forEach(blob -> putBlob(repository, blob));
    return putManifest(repository, tag, image.manifest());
  }

  @Override
  public void close() {
    tokens.ifPresent(TokenLogin::close);
    door.close();
    server.close();
    blobs.close();
  }

  private Response answer(Request request) throws IOException {
    BoundedInputStream body = BoundedInputStream.builder().setInputStream(request.body()).get();
    Response response = authorized(request.with(body));
    // A client that is refused early still has to get its request out before it reads the answer.
    body.transferTo(OutputStream.nullOutputStream());
    long sent = request.method().equals("HEAD") ? 0 : response.length();
    requests.add(
        new LoggedRequest(
            request.method(), request.path(), response.status(), body.getCount(), sent));
    return response.with("Docker-Distribution-Api-Version", "registry/2.0");
  }

  private Response authorized(Request request) throws IOException {
    if (login.isPresent() && !login.get().letsIn(request)) {
      return new RegistryException(401, "UNAUTHORIZED", "authentication required")
          .response()
          .with("WWW-Authenticate", "Basic realm=\"http://%s/\"".formatted(authority()));
    }
    if (tokens.isPresent() && !tokens.get().letsIn(request)) {
      return new RegistryException(401, "UNAUTHORIZED", "authentication required")
          .response()
          .with("WWW-Authenticate", tokens.get().challenge());
    }
    if (mountsDenied && request.parameter("mount").isPresent()) {
      return new RegistryException(401, "UNAUTHORIZED", "authentication required").response();
    }
    boolean mayMount = mounts && tokens.map(login -> login.mayMount(request)).orElse(true);
    try {
      return api.answer(mayMount ? request : request.without("mount"));
    } catch (RegistryException e) {
      return e.response();
    }
  }
}
