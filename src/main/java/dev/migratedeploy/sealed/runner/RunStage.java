package dev.migratedeploy.sealed.runner;

import java.util.Map;
import java.util.Optional;

/**
 * A stage of {@code run_exec}, by the Runner's name for it ("Run" in its custom executor
 * documentation). What a stage would do is a script of the Runner's, which holds the user's: it is
 * never opened.
 */
public record RunStage(String name) {
  /** The user's script; the Runner has its new name for a later version. */
  private static final String BUILD = "build_script";

  private static final String STEP = "step_";
  private static final String USERS_STEP = STEP + "script";

  private static final Map<String, String> NOT_DONE =
      Map.of(
          "get_sources", "the scripts of this commit are fetched by the driver itself",
          "restore_cache", "cache: is not used",
          "download_artifacts", "artifacts of other jobs are not used",
          "after_script", "after_script: is not run",
          "upload_artifacts_on_success", "artifacts: are not used; the report files are uploaded",
          "upload_artifacts_on_failure", "artifacts: are not used; the report files are uploaded");

  /** Whether the driver does its work now. */
  public boolean isBuild() {
    return name.equals(BUILD) || name.equals(USERS_STEP);
  }

  /** What does not happen now, though the job may ask for it. */
  public Optional<String> remark() {
    return Optional.ofNullable(NOT_DONE.get(name))
        .or(
            () ->
                name.startsWith(STEP)
                    ? Optional.of(name.substring(STEP.length()) + ": is not run")
                    : Optional.empty())
        .map(remark -> "sealed: " + remark);
  }
}
