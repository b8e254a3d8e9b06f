package dev.migratedeploy.image;

import dev.migratedeploy.network.Loopback;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URL;
import java.util.Objects;

/** Plain HTTP is spoken on the loopback interface only. */
final class PlainHttp {
  private PlainHttp() {}

  /**
   * Checks an address before a request is sent there.
   *
   * @throws RefusedException if everybody on the way could read it, and the login with it
   */
  static void refuse(URL url) {
    refuse(url.getProtocol(), Objects.requireNonNullElse(url.getAuthority(), ""));
  }

  static void refuse(String scheme, String host) {
    if (scheme.equals("http") && !Loopback.is(host)) {
      throw new RefusedException(
          Problem.of(
              "a registry sends this job to http://%s, in the clear".formatted(OneLine.of(host)),
              "let the registry name https:// as its address and as that of its token service;"
                  + " plain HTTP is spoken to registries on the loopback interface only"));
    }
  }
}
