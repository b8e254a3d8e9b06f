package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.http.Certificates;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthoritiesIT {
  private final Path directory;

  AuthoritiesIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void withoutAVariableThereAreNoneBesideJavas() {
    assertThat(Authorities.of(Map.of("SSL_CERT_FILE", " "), directory)).isEmpty();
  }

  @Test
  void theCertificatesOfAllFilesAreTrustedAndJavasStay() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    Certificates.make(directory, List.of("a"));
    Certificates.make(other, List.of("b"));

    Authorities authorities =
        authorities(Map.of("AWS_CA_BUNDLE", "ca.pem", "SSL_CERT_FILE", other + "/ca.pem"));

    assertThat(authorities.certificates()).hasSize(2);
    assertThat(issuers(authorities)).filteredOn("CN=Our-own-authority"::equals).hasSize(2);
    assertThat(issuers(authorities)).hasSizeGreaterThan(50);
  }

  @Test
  void aFileThatTwoVariablesNameIsReadOnce() {
    Certificates.make(directory, List.of("a"));

    Authorities authorities =
        authorities(Map.of("AWS_CA_BUNDLE", "ca.pem", "CI_SERVER_TLS_CA_FILE", "ca.pem"));

    assertThat(authorities.files()).hasSize(1);
    assertThat(authorities.certificates()).hasSize(1);
  }

  @Test
  void aBundleMayHoldSeveralWithWordsBetweenThem() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    String one = Files.readString(Certificates.make(directory, List.of("a")).authority());
    String two = Files.readString(Certificates.make(other, List.of("b")).authority());
    Files.writeString(
        directory.resolve("bundle.pem"),
        "# Ours\n\nAuthority\n=====\n" + one + "\n# Theirs\n" + two);

    assertThat(authorities(Map.of("AWS_CA_BUNDLE", "bundle.pem")).certificates()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "missing.pem, there is no file that can be read",
    "empty.pem, there is no certificate in it",
    "/dev/zero, it is longer than 16 MiB",
    "words.pem, what is in it is not a certificate in PEM form"
  })
  void aFileThatHoldsNoneIsRefusedByName(String file, String why) throws Exception {
    Files.writeString(directory.resolve("empty.pem"), "");
    Files.writeString(
        directory.resolve("words.pem"),
        "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");

    RefusedException e =
        catchThrowableOfType(
            RefusedException.class, () -> authorities(Map.of("SSL_CERT_FILE", file)));

    assertThat(e.problem().cause())
        .isEqualTo(
            "could not read the certificates of "
                + directory.resolve(file)
                + ", which SSL_CERT_FILE names: "
                + why);
    assertThat(e.problem().next()).contains("SSL_CERT_FILE");
  }

  private Authorities authorities(Map<String, String> variables) {
    return Authorities.of(variables, directory).orElseThrow();
  }

  private static List<String> issuers(Authorities authorities) throws Exception {
    TrustManager[] managers = authorities.trust();
    return List.of(((X509TrustManager) managers[0]).getAcceptedIssuers()).stream()
        .map(certificate -> certificate.getSubjectX500Principal().getName())
        .toList();
  }
}
