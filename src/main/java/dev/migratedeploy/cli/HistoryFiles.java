package dev.migratedeploy.cli;

import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.report.HistoryCsv;
import dev.migratedeploy.report.HistoryPage;
import dev.migratedeploy.support.FileFailure;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files that {@code history} was asked for, without secrets. */
record HistoryFiles(CliEnvironment surroundings) {

  /** A file for each of the two tables. */
  void csv(Path folder, DeployHistory history) {
    write(folder.resolve(HistoryCsv.DEPLOYMENTS), HistoryCsv.deployments(history));
    write(folder.resolve(HistoryCsv.SCRIPTS), HistoryCsv.scripts(history));
  }

  void html(Path file, DeployHistory history) {
    write(file, HistoryPage.of(history, ToolVersion.current()));
  }

  private void write(Path file, String text) {
    Path place = surroundings.directory().resolve(file);
    try {
      Path folder = place.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(place, surroundings.secrets().cut(text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not write " + FileNames.text(file) + ": " + FileFailure.words(e),
              "choose a path that this user can write to"),
          e);
    }
  }
}
