package dev.migratedeploy.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Deriving the image's tag from what is in it: every script is read and digested. */
@State(Scope.Benchmark)
public class TagBenchmark {
  @Param({"10", "1000", "10000"})
  public int scripts;

  private final List<ImageFile> files = new ArrayList<>();

  @Setup
  public void write() throws IOException {
    Path folder = Files.createTempDirectory("tag-bench");
    for (int number = 1; number <= scripts; number++) {
      String name = "V" + number + "__step.sql";
      Path file = Files.writeString(folder.resolve(name), "SELECT " + number + ";\n");
      files.add(new ImageFile("/flyway/sql/" + name, file));
    }
  }

  @Benchmark
  public String tag() throws IOException {
    return ContentTag.of(
        "sha256:" + "a".repeat(64),
        new ImageSpec(
            "base",
            "flyway",
            "amd64",
            new Entrypoint("exec flyway", false),
            new ImageLayer("scripts", files),
            new ImageLayer("files", List.of()),
            Optional.empty()));
  }
}
