package dev.migratedeploy.ci;

import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads variables and gathers what is wrong with them, so that the user hears it all at once. */
final class CiVariables {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  CiVariables(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Blank counts as missing: that is what GitLab leaves where a variable is not expanded. */
  Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** A token with a blank inside is noted here: HTTP clients print a header that they refuse. */
  Optional<Secret> secret(String name) {
    Optional<String> value = find(name);
    if (value.isPresent() && !value.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      note(name + " holds a blank, a line break or another character that no token has");
    }
    return value.map(Secret::of);
  }

  /** The value, or an empty string after the problem has been noted. */
  String require(String name, String meaning) {
    Optional<String> value = find(name);
    if (value.isEmpty()) {
      note(name + " is missing: " + meaning);
    }
    return value.orElse("");
  }

  void note(String problem) {
    problems.add(problem);
  }

  void refuseWhereIncomplete() {
    if (problems.isEmpty()) {
      return;
    }
    boolean single = problems.size() == 1;
    throw new RefusedException(
        new Problem(
            "could not read GitLab's variables: "
                + (single ? problems.get(0) : problems.size() + " are missing or wrong"),
            single ? List.of() : problems,
            "run this inside a GitLab job, where GitLab predefines all of them but GITLAB_TOKEN; "
                + "elsewhere set CI_API_V4_URL, CI_PROJECT_ID and CI_COMMIT_SHA by hand, "
                + "and GITLAB_TOKEN to an access token with scope read_api"));
  }
}
