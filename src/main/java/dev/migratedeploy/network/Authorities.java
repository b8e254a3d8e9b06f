package dev.migratedeploy.network;

import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that a job's variables name beside those that Java knows. Each
 * variable holds the path of a file in PEM form.
 *
 * @param files what was read, to see why a server is trusted
 * @param certificates of all files together
 */
record Authorities(Set<Path> files, Set<Certificate> certificates) {
  /** The authorities of a whole system are half a MiB; a device has no end. */
  private static final int MOST_BYTES = 16 << 20;

  /**
   * Those of the aws command line, of GitLab Runner (which knows how it trusts its GitLab), of
   * OpenSSL and of git.
   */
  static final List<String> VARIABLES =
      List.of("AWS_CA_BUNDLE", "CI_SERVER_TLS_CA_FILE", "SSL_CERT_FILE", "GIT_SSL_CAINFO");

  /** Empty if no variable names a file. */
  static Optional<Authorities> of(Map<String, String> variables, Path directory) {
    Set<Path> files = new LinkedHashSet<>();
    Set<Certificate> certificates = new LinkedHashSet<>();
    for (String name : VARIABLES) {
      String value = variables.getOrDefault(name, "");
      if (!value.isBlank() && files.add(FileNames.resolve(directory, value))) {
        certificates.addAll(read(name, FileNames.resolve(directory, value)));
      }
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(new Authorities(files, certificates));
  }

  /** Trust in these authorities and in those that Java trusts by itself. */
  TrustManager[] trust() throws GeneralSecurityException, IOException {
    List<Certificate> all = new ArrayList<>(certificates);
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager ofJava) {
        all.addAll(List.of(ofJava.getAcceptedIssuers()));
      }
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < all.size(); i++) {
      store.setCertificateEntry("authority-" + i, all.get(i));
    }
    return managers(store);
  }

  /** How many, and the files that they are from. */
  @Override
  public String toString() {
    return certificates.size()
        + ", from "
        + files.stream().map(Path::toString).collect(Collectors.joining(" and "));
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<Certificate> read(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] pem = in.readNBytes(MOST_BYTES + 1);
      if (pem.length > MOST_BYTES) {
        throw refused(name, file, "it is longer than %d MiB".formatted(MOST_BYTES >> 20));
      }
      List<Certificate> found =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(pem)));
      if (found.isEmpty()) {
        throw refused(name, file, "there is no certificate in it");
      }
      return found;
    } catch (CertificateException e) {
      throw refused(name, file, "what is in it is not a certificate in PEM form");
    } catch (IOException e) {
      throw refused(name, file, "there is no file that can be read");
    }
  }

  private static RefusedException refused(String name, Path file, String why) {
    return new RefusedException(
        Problem.of(
            "could not read the certificates of " + file + ", which " + name + " names: " + why,
            "let " + name + " name a file of certificates in PEM form, or unset it"));
  }
}
