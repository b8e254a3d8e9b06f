package dev.migratedeploy.gitlab;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What GitLab says of an access token; the token itself is no part of it.
 *
 * @param scopes such as {@code read_api}
 * @param expiresAt the first day on which it is no longer good
 */
public record AccessToken(String name, List<String> scopes, Optional<LocalDate> expiresAt) {
  public AccessToken {
    scopes = List.copyOf(scopes);
  }

  /**
   * Whether its scopes say that it reads deployments and trees. A fine-grained token has other
   * rights than its one scope, {@code granular}, says.
   */
  public boolean saysThatItReadsTheApi() {
    return scopes.contains("api") || scopes.contains("read_api");
  }

  public String scopeWords() {
    return scopes.isEmpty() ? "none" : String.join(", ", scopes);
  }
}
