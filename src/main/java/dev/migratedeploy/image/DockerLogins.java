package dev.migratedeploy.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.JsonText;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Logins of a Docker configuration, from {@code DOCKER_AUTH_CONFIG} or from Docker's own file, with
 * the credential helpers that it names.
 */
final class DockerLogins implements RegistryCredential.Source {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  /** Of a configuration with hundreds of registries; a device has no end. */
  private static final int MOST_BYTES = 1 << 20;

  private final String name;
  private final JsonNode configuration;

  private DockerLogins(String name, JsonNode configuration) {
    this.name = name;
    this.configuration = configuration;
  }

  /** The sources that the variables name, the nearest first. */
  static List<RegistryCredential.Source> of(Map<String, String> variables) {
    String inline = variables.getOrDefault("DOCKER_AUTH_CONFIG", "");
    String home = variables.getOrDefault("HOME", System.getProperty("user.home"));
    Path directory = FileNames.path(variables.getOrDefault("DOCKER_CONFIG", home + "/.docker"));
    String podman = variables.getOrDefault("REGISTRY_AUTH_FILE", "");
    String runtime = variables.getOrDefault("XDG_RUNTIME_DIR", "");
    return List.of(
        new Place(() -> inline.isBlank() ? Optional.empty() : fromVariable(inline)),
        new Place(() -> podman.isEmpty() ? Optional.empty() : fromFile(Path.of(podman))),
        new Place(() -> fromFile(directory.resolve("config.json"))),
        new Place(
            () ->
                runtime.isEmpty()
                    ? Optional.empty()
                    : fromFile(Path.of(runtime, "containers/auth.json"))));
  }

  /** Where a configuration may be; it is read when a login is asked for. */
  private record Place(Supplier<Optional<DockerLogins>> found)
      implements RegistryCredential.Source {
    @Override
    public Optional<RegistryCredential> loginFor(String registry) {
      return found.get().flatMap(logins -> logins.loginFor(registry));
    }

    @Override
    public Optional<RegistryCredential> loginFor(String registry, String repository) {
      return found.get().flatMap(logins -> logins.loginFor(registry, repository));
    }
  }

  /** GitLab puts a variable of the type file into a file and its path into the variable. */
  private static Optional<DockerLogins> fromVariable(String value) {
    String name = "the variable DOCKER_AUTH_CONFIG";
    if (!value.startsWith("/")) {
      return Optional.of(parse(name, value));
    }
    try {
      return Optional.of(parse(name, text(Path.of(value.strip()))));
    } catch (IOException | InvalidPathException e) {
      // Without its cause, which quotes the value: it may still be a password.
      throw unreadable(name, "it is neither JSON nor the path of a file that can be read");
    }
  }

  private static Optional<DockerLogins> fromFile(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(file.toString(), text(file)));
    } catch (IOException e) {
      throw unreadable(file.toString(), "the file cannot be read");
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("longer than " + MOST_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static DockerLogins parse(String name, String json) {
    try {
      return new DockerLogins(name, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      // Without its cause: the parser quotes what it could not read, and that may be a password.
      throw unreadable(name, "it is not JSON");
    }
  }

  private static RefusedException unreadable(String name, String why) {
    return new RefusedException(
        Problem.of(
            "could not read the registry logins in " + name + ": " + why,
            "make it of the form {\"auths\": {\"HOST\": {\"auth\": \"BASE64 OF USER:PASSWORD\"}}}"));
  }

  @Override
  public Optional<RegistryCredential> loginFor(String registry) {
    for (String key : keys(registry)) {
      String helper = configuration.path("credHelpers").path(key).asText();
      Optional<RegistryCredential> found =
          helper.isEmpty()
              ? login(key, configuration.path("auths").path(key))
              : CredentialHelper.of(helper).loginFor(key);
      if (found.isPresent()) {
        return found;
      }
    }
    String store = configuration.path("credsStore").asText();
    return store.isEmpty()
        ? Optional.empty()
        : keys(registry).stream()
            .flatMap(key -> CredentialHelper.of(store).loginFor(key).stream())
            .findFirst();
  }

  /** The key with the longest path above the repository wins, as in Podman; helpers know none. */
  @Override
  public Optional<RegistryCredential> loginFor(String registry, String repository) {
    for (String path = repository; !path.isEmpty(); path = parent(path)) {
      for (String key : keys(registry, path)) {
        Optional<RegistryCredential> found = login(key, configuration.path("auths").path(key));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return loginFor(registry);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static List<String> keys(String registry, String path) {
    String host = registry.equals("registry-1.docker.io") ? "docker.io" : registry;
    String key = host + "/" + path;
    return List.of(key, "https://" + key, key + "/", "https://" + key + "/");
  }

  /** Docker's command line names a registry in more than one form, to its helpers too. */
  private static List<String> keys(String registry) {
    return registry.equals("registry-1.docker.io")
        ? List.of(
            "https://index.docker.io/v1/",
            "index.docker.io/v1/",
            "index.docker.io",
            "docker.io",
            registry)
        : List.of(
            registry,
            "https://" + registry,
            "https://" + registry + "/",
            registry + "/",
            "https://" + registry + "/v1/",
            "https://" + registry + "/v2/",
            "http://" + registry);
  }

  /** An identity token beats a password, as in Docker; its user is how Jib and helpers mark it. */
  private Optional<RegistryCredential> login(String key, JsonNode entry) {
    if (!entry.isMissingNode() && !entry.isObject()) {
      throw unreadable(name, "the entry of " + key + " is not an object");
    }
    String token = entry.path("identitytoken").asText();
    if (!token.isEmpty()) {
      return Optional.of(new RegistryCredential("<token>", Secret.of(token)));
    }
    String encoded = entry.path("auth").asText();
    if (!encoded.isEmpty()) {
      RegistryCredential login =
          decode(encoded)
              .orElseThrow(
                  () -> unreadable(name, "auth of " + key + " is not the Base64 of USER:PASSWORD"));
      if ((login.user() + login.password().reveal()).chars().anyMatch(Character::isISOControl)) {
        throw unreadable(
            name,
            "auth of "
                + key
                + " holds a line break or another control character; echo adds one, printf does"
                + " not");
      }
      return Optional.of(login);
    }
    String user = entry.path("username").asText();
    if (user.isEmpty() && entry.has("registrytoken")) {
      throw unreadable(
          name, "the entry of " + key + " has a registrytoken, which is not supported");
    }
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(new RegistryCredential(user, Secret.of(entry.path("password").asText())));
  }

  private static Optional<RegistryCredential> decode(String encoded) {
    try {
      String[] login =
          new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
      return login.length == 2
          ? Optional.of(new RegistryCredential(login[0], Secret.of(login[1])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
