package dev.migratedeploy.report;

import dev.migratedeploy.support.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The report files that could not be written, told in one line for each reason. */
final class UnwrittenFiles {
  private final Path directory;
  private final Map<String, List<String>> namesByReason = new LinkedHashMap<>();

  UnwrittenFiles(Path directory) {
    this.directory = directory;
  }

  /** One that holds a part of what it should, which is better than nothing. */
  void cut(String name, Throwable failure) {
    namesByReason
        .computeIfAbsent(FileFailure.words(failure), reason -> new ArrayList<>())
        .add(name);
  }

  /** One of which half would be worse than nothing, and so would be an earlier run's. */
  void add(String name, Throwable failure) {
    cut(remains(name) ? name + " (an earlier one is still there)" : name, failure);
  }

  private boolean remains(String name) {
    Path file = directory.resolve(name);
    try {
      Files.deleteIfExists(file);
      return false;
    } catch (IOException e) {
      return Files.exists(file);
    }
  }

  void tell(Consumer<String> warnings) {
    namesByReason.forEach(
        (reason, names) ->
            warnings.accept(
                "could not write %s to %s: %s"
                    .formatted(
                        names.size() == 1
                            ? "the report file " + names.get(0)
                            : "the report files " + String.join(", ", names),
                        directory,
                        reason)));
    namesByReason.clear();
  }
}
