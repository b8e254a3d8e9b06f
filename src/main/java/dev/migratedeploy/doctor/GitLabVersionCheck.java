package dev.migratedeploy.doctor;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.GitLabVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether GitLab is new enough for what this job uses of it.
 *
 * @param trustsByToken whether an AWS role is assumed with the job's ID token
 */
public record GitLabVersionCheck(CiContext ci, boolean trustsByToken) {
  private static final String NAME = "GitLab version";

  /** Adds one line. */
  public void into(Checklist list, GitLabVersion version) {
    List<String> missing = new ArrayList<>();
    if (version.isBefore(16, 2) && ci.token().isEmpty()) {
      missing.add("CI_JOB_TOKEN reads deployments from 16.2 on; set GITLAB_TOKEN until then");
    }
    if (version.isBefore(17, 0)) {
      missing.add("the CI templates need 17.0");
    }
    if (trustsByToken && version.letsForksLookLikeBranches()) {
      missing.add(
          "a trust policy on sub keeps forks out from 18.2.2, 18.1.4 and 18.0.6 on; until then a"
              + " fork's merge request can assume the role");
    }
    if (missing.isEmpty()) {
      list.ok(NAME, version.toString());
    } else {
      list.warning(NAME, version + ": " + String.join("; ", missing), "update GitLab");
    }
  }
}
