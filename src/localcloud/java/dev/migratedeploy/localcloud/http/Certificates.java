package dev.migratedeploy.localcloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody knows, and a server's certificate that it has signed. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes them, with the JDK's own keytool.
   *
   * @param directory an empty one
   * @param hosts the names that the server's certificate is for
   */
  public static Certificates make(Path directory, List<String> hosts) {
    Certificates made = new Certificates(directory);
    String names = "san=dns:" + String.join(",dns:", hosts);
    made.keytool("-genkeypair -alias ca -keyalg EC -dname CN=Our-own-authority -ext bc:c");
    made.keytool("-genkeypair -alias server -keyalg EC -dname CN=server");
    made.keytool("-exportcert -alias ca -rfc -file ca.pem");
    made.keytool("-certreq -alias server -file server.csr");
    made.keytool("-gencert -alias ca -infile server.csr -outfile server.crt -ext " + names);
    made.keytool("-importcert -alias server -file server.crt -noprompt");
    return made;
  }

  /** The authority's certificate, in PEM form. */
  public Path authority() {
    return directory.resolve("ca.pem");
  }

  /** For a server that shows the certificate. */
  public SSLContext server() {
    try (InputStream file = Files.newInputStream(directory.resolve("store"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, PASSWORD.toCharArray());
      store.deleteEntry("ca");
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keytool(String arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    // It is over before the better compiler and collector have paid for themselves.
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", "store", "-storetype", "PKCS12", "-storepass", PASSWORD));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(arguments + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
