package dev.migratedeploy.fuzz;

import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.runner.job.RunnerJob;
import java.io.IOException;
import java.nio.file.Path;

/** Either a job of the only GitLab that is taken, or a refusal. */
final class JobFiles implements FuzzTarget.Reading {
  private final Scratch scratch = new Scratch();

  @Override
  public void of(String text) throws IOException {
    Path file = scratch.with(text);
    FuzzedSettings.refusable(
        text, () -> check(RunnerJob.read(file, RunnerPayload.GITLAB)), scratch);
  }

  private static void check(RunnerJob job) {
    Messages.checkLine(job.projectWords());
    Messages.checkLine(job.ref().words());
    if (!job.repository().getHost().equals("gitlab.example.com") || job.id() < 1) {
      throw new AssertionError("a job of another instance: " + job);
    }
  }
}
