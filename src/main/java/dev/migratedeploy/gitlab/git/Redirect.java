package dev.migratedeploy.gitlab.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;

/**
 * Where a server sends its client instead of answering.
 *
 * @param location the header, as it came
 */
public record Redirect(String location) {
  /** For the user, without what may be a secret in it: a password, a query. */
  @Override
  public String toString() {
    return "moved to " + location.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
  }

  /** Whether it leads to another path of the very server that was asked, port and scheme too. */
  boolean staysOn(URL asked, String pathEnd) {
    try {
      URI from = asked.toURI();
      URI to = from.resolve(new URI(location));
      return from.getScheme().equals(to.getScheme())
          && from.getRawAuthority().equals(to.getRawAuthority())
          && to.getRawPath().endsWith(pathEnd);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
