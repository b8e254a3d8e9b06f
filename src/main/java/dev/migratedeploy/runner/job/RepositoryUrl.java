package dev.migratedeploy.runner.job;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a job's git repository is.
 *
 * @param uri without credentials
 * @param projectPath the project's full path on its GitLab
 */
record RepositoryUrl(URI uri, String projectPath) {
  private static final String PART = "(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.][A-Za-z0-9_.-]{0,254}";

  /** As GitLab's own rule, and never a part that leads elsewhere; at least two parts. */
  static final Pattern PROJECT_PATH = Pattern.compile(PART + "(?:/" + PART + "){1,20}");

  private static final String END = ".git";

  /**
   * Reads {@code git_info.repo_url}, in which the Runner's own user and password may stand.
   *
   * @param gitLab the only instance that it may be on
   */
  static RepositoryUrl of(String text, URI gitLab) {
    URI uri = parse(text).orElseThrow(() -> JobFile.refused("git_info.repo_url is not a URL"));
    String server = uri.getScheme() + "://" + authority(uri);
    String path = String.valueOf(uri.getRawPath());
    String root = String.valueOf(gitLab.getRawPath()) + "/";
    boolean isThere =
        server.equalsIgnoreCase(gitLab.getScheme() + "://" + authority(gitLab))
            && path.startsWith(root)
            && path.endsWith(END)
            && path.length() > root.length() + END.length();
    if (!isThere) {
      throw new RefusedException(
          Problem.of(
              "the job comes from %s, and this runner's policy is for %s"
                  .formatted(LogSafe.quoted(server), gitLab),
              "register the runner with the GitLab that the policy's gitlab: names, or correct it"
                  + " there"));
    }
    String project = path.substring(root.length(), path.length() - END.length());
    if (!PROJECT_PATH.matcher(project).matches()) {
      throw JobFile.refused("git_info.repo_url is not a project's");
    }
    return new RepositoryUrl(URI.create(gitLab + "/" + project + END), project);
  }

  private static Optional<URI> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean isPlain = uri.getHost() != null && uri.getRawQuery() == null;
      return Optional.of(uri).filter(it -> isPlain && it.getRawFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String authority(URI uri) {
    int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
  }
}
