package dev.migratedeploy.runner.driver;

import dev.migratedeploy.runner.job.LogSafe;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stage of {@code run_exec}, by the Runner's name for it ("Run" in its custom executor
 * documentation). What a stage would do is a script of the Runner's, which holds the user's: it is
 * never opened.
 */
public record RunStage(String name) {
  /** The user's script; the Runner has its new name for a later version. */
  private static final Set<String> USERS_SCRIPT = Set.of("build_script", "step_script");

  private static final Set<String> NOTHING_TO_SAY =
      Set.of(
          "prepare_script",
          "clear_worktree",
          "archive_cache",
          "archive_cache_on_failure",
          "cleanup_file_variables");

  private static final Map<String, String> NOT_DONE =
      Map.of(
          "get_sources", "the scripts of this commit are fetched by the driver itself",
          "restore_cache", "cache: is not used",
          "download_artifacts", "artifacts of other jobs are not used",
          "step_release", "release: is not run",
          "after_script", "after_script: is not run",
          "upload_artifacts_on_success", "artifacts: are not used; the report files are uploaded",
          "upload_artifacts_on_failure", "artifacts: are not used; the report files are uploaded");

  /** Whether the driver does its work now. */
  public boolean isBuild() {
    return USERS_SCRIPT.contains(name);
  }

  /**
   * What does not happen now, though the job may ask for it.
   *
   * @throws RefusedException for a stage that the driver does not know: it may be what the job is
   *     about, as {@code step_run} is
   */
  public Optional<String> remark() {
    String remark = NOT_DONE.get(name);
    if (remark == null && !NOTHING_TO_SAY.contains(name)) {
      throw new RefusedException(
          Problem.of(
              "GitLab Runner asks for the stage %s, which this driver does not know"
                  .formatted(LogSafe.quoted(name)),
              "let the job have a script: and nothing else, or update migrate-deploy on the"
                  + " runner's host"));
    }
    return Optional.ofNullable(remark).map(text -> "sealed: " + text);
  }
}
