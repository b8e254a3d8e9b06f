package dev.migratedeploy.rehearsal;

import dev.migratedeploy.rehearsal.process.EngineFiles;
import dev.migratedeploy.rehearsal.process.EngineProcess;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request for the engine's process, written down step by step, and what it tells. */
final class RehearsedFolders implements Engine.Listener {
  private final Path folder;
  private final EngineRequest.Address database;
  private final Map<String, String> options = new LinkedHashMap<>();
  private @Nullable Path before;
  private @Nullable Path from;
  private Duration timeout = Duration.ofMinutes(2);

  /** What it told, in its order. */
  final List<Object> told = new ArrayList<>();

  RehearsedFolders(Path folder, EngineRequest.Address database) throws IOException {
    this.folder = folder;
    this.database = database;
    Files.createDirectories(folder.resolve("base"));
    Files.createDirectories(folder.resolve("scripts"));
  }

  /** A script that is deployed, and still there. */
  RehearsedFolders deployed(String name, String sql) throws IOException {
    return base(name, sql).added(name, sql);
  }

  /** A script of the base alone. */
  RehearsedFolders base(String name, String sql) throws IOException {
    write(folder.resolve("base").resolve(name), sql);
    return this;
  }

  /** A new script. */
  RehearsedFolders added(String name, String sql) throws IOException {
    write(folder.resolve("scripts").resolve(name), sql);
    return this;
  }

  RehearsedFolders before(String sql) throws IOException {
    before = write(folder.resolve("rehearsal.sql"), sql);
    return this;
  }

  RehearsedFolders from(String dump) throws IOException {
    from = write(folder.resolve("schema.sql"), dump);
    return this;
  }

  RehearsedFolders option(String name, String value) {
    options.put(name, value);
    return this;
  }

  RehearsedFolders within(Duration limit) {
    timeout = limit;
    return this;
  }

  Rehearsal rehearse() {
    return rehearse(EngineClasses.files());
  }

  /** In a process that is made of this. */
  Rehearsal rehearse(EngineFiles files) {
    return new EngineProcess(files)
        .run(
            new EngineRequest(
                database,
                new EngineRequest.FlywaySetup(options, List.of(), List.of()),
                new EngineRequest.Files(
                    folder.resolve("base"),
                    folder.resolve("scripts"),
                    Optional.ofNullable(before),
                    Optional.ofNullable(from)),
                timeout),
            this);
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  @Override
  public void started(RehearsedDatabase rehearsed, BaseState base) {
    told.add(base);
  }

  @Override
  public void script(RehearsedScript script) {
    told.add(script);
  }
}
