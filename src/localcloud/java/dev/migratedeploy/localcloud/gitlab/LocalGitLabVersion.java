package dev.migratedeploy.localcloud.gitlab;

/** Which GitLab this is, since what a job token opens has grown over the versions. */
record LocalGitLabVersion(int major, int minor) {
  boolean isAtLeast(int otherMajor, int otherMinor) {
    return major != otherMajor ? major > otherMajor : minor >= otherMinor;
  }
}
