package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that this GitLab has given out, and who a request comes from. */
final class Credentials {
  /** Who asks. */
  sealed interface Caller {}

  /** A person or bot with an access token; every token has a bot of its own. */
  record TokenHolder(long userId, Set<String> scopes, Set<String> permissions, LocalDate expiresAt)
      implements Caller {
    /** What GitLab says are the scopes of a fine-grained token. */
    static final String FINE_GRAINED = "granular";

    boolean isFineGrained() {
      return scopes.equals(Set.of(FINE_GRAINED));
    }
  }

  /** A running job. */
  record Job(long id) implements Caller {}

  /** No token at all. */
  record Stranger() implements Caller {}

  private final Map<String, TokenHolder> tokens = new ConcurrentHashMap<>();
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  String token(Set<String> scopes) {
    return token(scopes, LocalDate.of(2099, 12, 31));
  }

  String token(Set<String> scopes, LocalDate expiresAt) {
    return token(scopes, Set.of(), expiresAt);
  }

  /** A token whose rights are permissions such as {@code Deployment: Read}. */
  String fineGrainedToken(Set<String> permissions) {
    return token(
        Set.of(TokenHolder.FINE_GRAINED), Set.copyOf(permissions), LocalDate.of(2099, 12, 31));
  }

  private String token(Set<String> scopes, Set<String> permissions, LocalDate expiresAt) {
    String token = "glpat-local-" + (tokens.size() + 1);
    tokens.put(
        token, new TokenHolder(501L + tokens.size(), Set.copyOf(scopes), permissions, expiresAt));
    return token;
  }

  String jobToken(long jobId) {
    String token = "glcbt-local-" + jobId;
    jobs.put(token, new Job(jobId));
    return token;
  }

  void revoke(String token) {
    tokens.remove(token);
    jobs.remove(token);
  }

  /** From the headers of the REST interface. */
  Caller callerOf(Request request) {
    Optional<String> jobToken = request.header("JOB-TOKEN");
    if (jobToken.isPresent()) {
      return Optional.ofNullable(jobs.get(jobToken.get())).orElseThrow(GitLabError::unauthorized);
    }
    return request
        .header("PRIVATE-TOKEN")
        .or(() -> authorization(request, "Bearer "))
        .<Caller>map(this::holderOf)
        .orElseGet(Stranger::new);
  }

  /** From the password of git over HTTP, whatever the user's name. */
  Optional<Caller> gitCallerOf(Request request) {
    return authorization(request, "Basic ")
        .map(basic -> new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
        .map(pair -> pair.substring(pair.indexOf(':') + 1))
        .flatMap(
            password ->
                Optional.<Caller>ofNullable(jobs.get(password))
                    .or(() -> Optional.ofNullable(tokens.get(password))));
  }

  /** The user behind an access token. */
  TokenHolder holderOf(Request request) {
    if (callerOf(request) instanceof TokenHolder holder) {
      return holder;
    }
    throw GitLabError.unauthorized();
  }

  private TokenHolder holderOf(String token) {
    return Optional.ofNullable(tokens.get(token)).orElseThrow(GitLabError::unauthorized);
  }

  private static Optional<String> authorization(Request request, String scheme) {
    return request
        .header("Authorization")
        .filter(value -> value.startsWith(scheme))
        .map(value -> value.substring(scheme.length()).strip());
  }
}
