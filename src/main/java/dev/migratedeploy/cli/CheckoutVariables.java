package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.git.LocalCheckout;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** GitLab's variables, or on a person's own machine what the checkout says instead of them. */
final class CheckoutVariables {
  private static final String PROJECT_PATH = "CI_PROJECT_PATH";
  private static final String PROJECT_ID = "CI_PROJECT_ID";
  private static final String API_URL = "CI_API_V4_URL";
  private static final String NO_COMMIT = "0".repeat(40);

  private CheckoutVariables() {}

  /**
   * All that is needed to find an environment's tasks; what a variable says is kept.
   *
   * @throws RefusedException if neither a variable nor a git remote names the project
   */
  static Map<String, String> of(Map<String, String> variables, Path directory) {
    Map<String, String> complete = new HashMap<>(variables);
    complete.values().removeIf(String::isBlank);
    if (complete.containsKey(PROJECT_PATH) && complete.containsKey("CI_COMMIT_SHA")) {
      complete.putIfAbsent(API_URL, CiContext.NO_GITLAB);
    } else {
      fill(complete, LocalCheckout.around(directory));
    }
    complete.computeIfAbsent(PROJECT_ID, unused -> complete.get(PROJECT_PATH));
    return complete;
  }

  /** The same for who needs no project: one that nothing names is called unknown. */
  static Map<String, String> orUnknown(Map<String, String> variables, Path directory) {
    Map<String, String> named = new HashMap<>(variables);
    named.values().removeIf(String::isBlank);
    if (!named.containsKey(PROJECT_PATH)
        && !named.containsKey(PROJECT_ID)
        && LocalCheckout.around(directory).flatMap(LocalCheckout::remote).isEmpty()) {
      named.put(PROJECT_PATH, directory.toAbsolutePath().normalize().getFileName() + "");
    }
    return of(named, directory);
  }

  private static void fill(Map<String, String> variables, Optional<LocalCheckout> checkout) {
    Optional<LocalCheckout.Remote> remote = checkout.flatMap(LocalCheckout::remote);
    remote.ifPresent(
        known ->
            variables.putIfAbsent(
                API_URL, known.scheme() + "://" + known.host() + CiContext.API_PATH));
    variables.putIfAbsent(API_URL, CiContext.NO_GITLAB);
    remote.ifPresent(
        known -> variables.putIfAbsent(PROJECT_PATH, projectPath(known, variables.get(API_URL))));
    if (!variables.containsKey(PROJECT_PATH) && !variables.containsKey(PROJECT_ID)) {
      throw new RefusedException(
          Problem.of(
              "could not find out which GitLab project this is: CI_PROJECT_PATH is not set, and "
                  + (checkout.isPresent()
                      ? "the git remote origin names no project"
                      : "this is not a git checkout"),
              "run this in a checkout of the project, or set CI_PROJECT_PATH, such as"
                  + " CI_PROJECT_PATH=shop/orders"));
    }
    variables.putIfAbsent(
        "CI_COMMIT_SHA", checkout.flatMap(LocalCheckout::commit).orElse(NO_COMMIT));
    checkout
        .flatMap(LocalCheckout::branch)
        .ifPresent(branch -> variables.putIfAbsent("CI_COMMIT_REF_NAME", branch));
  }

  /** A GitLab below a relative URL has that in the address of its projects, too. */
  private static String projectPath(LocalCheckout.Remote remote, String apiUrl) {
    String root = rootPath(apiUrl);
    return !root.isEmpty() && remote.path().startsWith(root + "/")
        ? remote.path().substring(root.length() + 1)
        : remote.path();
  }

  private static String rootPath(String apiUrl) {
    try {
      return Optional.ofNullable(URI.create(apiUrl).getPath())
          .orElse("")
          .replaceFirst(CiContext.API_PATH + "/?$", "")
          .replaceFirst("^/", "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
