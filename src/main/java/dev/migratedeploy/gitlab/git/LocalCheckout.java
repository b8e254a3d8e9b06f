package dev.migratedeploy.gitlab.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.URIish;

/**
 * What a person's checkout says about its project, which a job learns from GitLab's variables.
 *
 * @param remote the host and the path of the remote {@code origin}, or of the only one
 * @param commit the one that is checked out
 * @param branch absent if none is checked out
 */
public record LocalCheckout(
    Optional<Remote> remote, Optional<String> commit, Optional<String> branch) {
  /**
   * Where a project is.
   *
   * @param host its name, and its port if it is reached by HTTP
   * @param path without slashes at its ends and without {@code .git}
   */
  public record Remote(String scheme, String host, String path) {}

  private static final Set<String> HTTP = Set.of("http", "https");

  /** The checkout that a directory belongs to; empty if it belongs to none. */
  public static Optional<LocalCheckout> around(Path directory) {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(directory.toAbsolutePath().normalize().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try (Repository repository = builder.setMustExist(true).build()) {
      Optional<ObjectId> head = Optional.ofNullable(repository.resolve(Constants.HEAD));
      String branch = repository.getBranch();
      boolean onBranch = head.isPresent() && !head.get().name().equals(branch);
      return Optional.of(
          new LocalCheckout(
              url(repository).flatMap(LocalCheckout::remote),
              head.map(ObjectId::name),
              onBranch ? Optional.ofNullable(branch) : Optional.empty()));
    } catch (RepositoryNotFoundException e) {
      return Optional.empty();
    } catch (IOException | URISyntaxException e) {
      return Optional.of(new LocalCheckout(Optional.empty(), Optional.empty(), Optional.empty()));
    }
  }

  /** Taken through git's {@code insteadOf}, as git takes it. */
  private static Optional<URIish> url(Repository repository) throws URISyntaxException {
    Set<String> names =
        repository.getConfig().getSubsections(ConfigConstants.CONFIG_REMOTE_SECTION);
    String name = names.size() == 1 ? names.iterator().next() : Constants.DEFAULT_REMOTE_NAME;
    return new RemoteConfig(repository.getConfig(), name).getURIs().stream().findFirst();
  }

  private static Optional<Remote> remote(URIish url) {
    String path =
        Optional.ofNullable(url.getPath())
            .orElse("")
            .replaceAll("^/+|/+$", "")
            .replaceFirst("\\.git$", "");
    if (url.getHost() == null || !path.contains("/")) {
      return Optional.empty();
    }
    boolean http = HTTP.contains(String.valueOf(url.getScheme()));
    String port = http && url.getPort() > 0 ? ":" + url.getPort() : "";
    return Optional.of(new Remote(http ? url.getScheme() : "https", url.getHost() + port, path));
  }
}
