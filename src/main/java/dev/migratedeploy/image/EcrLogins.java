package dev.migratedeploy.image;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.support.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;

/**
 * Logins for ECR: an authorization token, good for twelve hours, for whatever identity the job has.
 */
public final class EcrLogins implements RegistryCredential.Source {
  /**
   * Account, region and partition, with FIPS and with both IP versions ({@code dkr-ecr}), as in the
   * ECR user guide ("Private registry") and in ECR's own credential helper.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "\\d{12}\\.dkr[.-]ecr(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu"
              + "|on\\.aws|on\\.amazonwebservices\\.com\\.cn|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov"
              + "|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)");

  private final Function<String, EcrClient> clients;

  /**
   * Logins for every region.
   *
   * @param clients makes a client for a region
   */
  public EcrLogins(Function<String, EcrClient> clients) {
    this.clients = clients;
  }

  /** Whether a registry is a private one of ECR's, by its host. */
  static boolean isEcr(String registry) {
    return HOST.matcher(registry).matches();
  }

  @Override
  public Optional<RegistryCredential> loginFor(String registry) {
    Matcher host = HOST.matcher(registry);
    return host.matches() ? Optional.of(token(registry, host.group(1))) : Optional.empty();
  }

  private RegistryCredential token(String registry, String region) {
    try (EcrClient ecr = clients.apply(region)) {
      String encoded =
          ecr.getAuthorizationToken(request -> {}).authorizationData().get(0).authorizationToken();
      String[] login =
          new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
      return new RegistryCredential(login[0], Secret.of(login[1]));
    } catch (SdkException e) {
      throw AwsFailure.of("log in to " + registry, "ecr:GetAuthorizationToken", e);
    }
  }
}
