package dev.migratedeploy.runner.reports;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.gitlab.ArtifactApi;
import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Uploads the report files once they are written, since no stage of the Runner's does it in this
 * mode. It changes no verdict: what happened in the database has happened.
 */
public final class ReportUpload implements DeployListener {
  private final Path directory;
  private final ArtifactApi api;
  private final Consumer<String> note;
  private final Consumer<String> warning;

  /**
   * An upload of what is in a directory.
   *
   * @param gitLab the instance, without a slash at its end
   * @param note gets a sentence about what was uploaded
   * @param warning gets a sentence about what was not
   */
  public ReportUpload(
      Path directory,
      URI gitLab,
      long job,
      Secret token,
      Consumer<String> note,
      Consumer<String> warning) {
    this.directory = directory;
    this.api = new ArtifactApi(gitLab, job, token);
    this.note = note;
    this.warning = warning;
  }

  /** To be told after the listener that writes the files. */
  @Override
  public void on(DeployEvent event) {
    if (event instanceof VerdictReached) {
      upload();
    }
  }

  private void upload() {
    List<String> uploaded = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    String why = "";
    for (ArtifactFormat packing : ArtifactFormat.all()) {
      try {
        api.upload(packing.pack(directory));
        uploaded.add(packing.type());
      } catch (IOException e) {
        lost.add(packing.type());
        why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      }
    }
    if (!uploaded.isEmpty()) {
      note.accept("report files are uploaded to the job: " + String.join(", ", uploaded));
    }
    if (!lost.isEmpty()) {
      warning.accept(
          "these report files could not be uploaded to the job and are lost: %s (%s)"
              .formatted(String.join(", ", lost), why));
    }
  }
}
