package dev.migratedeploy.changes;

import dev.migratedeploy.support.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding the one script that has changed, by the ids of files: making them, comparing them. */
@State(Scope.Benchmark)
public class CompareBenchmark {
  @Param({"10", "1000", "10000"})
  public int scripts;

  private final Map<String, Path> files = new HashMap<>();
  private Map<String, String> before = Map.of();
  private Map<String, String> after = Map.of();

  @Setup
  public void write() throws IOException {
    Path folder = Files.createTempDirectory("compare-bench");
    for (int number = 1; number <= scripts; number++) {
      String name = "V" + number + "__step.sql";
      files.put(name, Files.writeString(folder.resolve(name), "SELECT " + number + ";\n"));
    }
    before = GitBlobIds.idsOf(unread(), ObjectHash.SHA1);
    after = new HashMap<>(before);
    after.put("V1__step.sql", "0".repeat(40));
  }

  /** As at the beginning of a run: no file has been read. */
  private Map<String, SourceFile> unread() {
    Map<String, SourceFile> unread = new HashMap<>();
    files.forEach((name, file) -> unread.put(name, SourceFile.of(file)));
    return unread;
  }

  @Benchmark
  public Object ids() {
    return GitBlobIds.idsOf(unread(), ObjectHash.SHA1);
  }

  @Benchmark
  public Object compare() {
    return ScriptChanges.between(new ComparisonBase.NoDeploymentYet(), before, after);
  }
}
