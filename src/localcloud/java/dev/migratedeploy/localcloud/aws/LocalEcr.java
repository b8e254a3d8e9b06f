package dev.migratedeploy.localcloud.aws;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The Elastic Container Registry's API; the images themselves live in the local registry. */
public final class LocalEcr implements Service {
  private static final String USER = "AWS";
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);
  private static final int DEFAULT_PAGE = 100;

  private final Clock clock;
  private final Map<String, ObjectNode> repositories = new ConcurrentSkipListMap<>();
  private final Set<String> passwords = ConcurrentHashMap.newKeySet();
  private volatile Optional<URI> registry = Optional.empty();

  LocalEcr(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ecr";
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.ofEntries(
        entry("GetAuthorizationToken", this::getAuthorizationToken),
        entry("CreateRepository", this::createRepository),
        entry("DescribeRepositories", this::describeRepositories));
  }

  /** The registry that the authorization token is for, such as {@code http://127.0.0.1:5000}. */
  public void registry(URI uri) {
    registry = Optional.of(uri);
  }

  /** Whether the registry is to let in such a user: with any password of a token handed out. */
  public boolean accepts(String user, String password) {
    return user.equals(USER) && passwords.contains(password);
  }

  /** As if twelve hours had passed. */
  public void expireTokens() {
    passwords.clear();
  }

  private ObjectNode getAuthorizationToken(Fields input, Caller caller) {
    String password = UUID.randomUUID().toString();
    passwords.add(password);
    String token =
        Base64.getEncoder()
            .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    ObjectNode answer = Json.object();
    answer
        .putArray("authorizationData")
        .addObject()
        .put("authorizationToken", token)
        .put("expiresAt", Json.time(clock.instant().plus(TOKEN_LIFE)))
        .put("proxyEndpoint", endpoint(caller.region()).toString());
    return answer;
  }

  private ObjectNode createRepository(Fields input, Caller caller) {
    String name = input.required("repositoryName");
    ObjectNode repository =
        Json.object()
            .put("repositoryArn", Arns.repository(caller.region(), name))
            .put("registryId", Arns.ACCOUNT)
            .put("repositoryName", name)
            .put("repositoryUri", endpoint(caller.region()).getAuthority() + "/" + name)
            .put("createdAt", Json.time(clock.instant()))
            .put("imageTagMutability", input.text("imageTagMutability").orElse("MUTABLE"));
    if (repositories.putIfAbsent(name, repository) != null) {
      throw AwsError.of(
          400,
          "RepositoryAlreadyExistsException",
          "The repository with name '%s' already exists in the registry with id '%s'"
              .formatted(name, Arns.ACCOUNT));
    }
    return Json.object().set("repository", repository);
  }

  private ObjectNode describeRepositories(Fields input, Caller caller) {
    List<String> names = input.texts("repositoryNames");
    for (String name : names) {
      if (!repositories.containsKey(name)) {
        throw AwsError.of(
            400,
            "RepositoryNotFoundException",
            "The repository with name '%s' does not exist in the registry with id '%s'"
                .formatted(name, Arns.ACCOUNT));
      }
    }
    Page<ObjectNode> page =
        Page.of(
            repositories.entrySet().stream()
                .filter(repository -> names.isEmpty() || names.contains(repository.getKey()))
                .map(Map.Entry::getValue)
                .toList(),
            input,
            "maxResults",
            DEFAULT_PAGE);
    return page.answer("repositories", Json.objects(page.items()));
  }

  private URI endpoint(String region) {
    return registry.orElseGet(
        () -> URI.create("https://%s.dkr.ecr.%s.amazonaws.com".formatted(Arns.ACCOUNT, region)));
  }
}
