package dev.migratedeploy.rehearsal.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.migratedeploy.rehearsal.Engine;
import dev.migratedeploy.rehearsal.EngineRequest;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.wire.EngineWire;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.UnprovenException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The engine in a process of its own: what it loads a deploy does not, and it can be ended. */
public final class EngineProcess implements Engine {
  /** For an end of its own: it tells which script was running. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration LAST_GRACE = Duration.ofSeconds(5);

  private final EngineFiles files;

  public EngineProcess(EngineFiles files) {
    this.files = files;
  }

  /** Of the tool that runs here. */
  public static EngineProcess ofThisTool() {
    return new EngineProcess(EngineFiles.ofThisTool());
  }

  @Override
  public Rehearsal run(EngineRequest request, Listener listener) {
    try {
      Process process = files.command(request.database()).start();
      try {
        return follow(process, request, listener);
      } finally {
        end(process);
      }
    } catch (IOException e) {
      throw broken("the process to rehearse in did not start: " + e.getMessage(), e, "");
    }
  }

  private static Rehearsal follow(Process process, EngineRequest request, Listener listener)
      throws IOException {
    LastLines complaints = LastLines.of(process.getErrorStream());
    ProcessDeadline.of(process, request.timeout().plus(GRACE));
    OutputStream input = process.getOutputStream();
    input.write((EngineWire.line(request) + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
    EventReader events = new EventReader(listener);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Rehearsal> whole = events.read(EngineWire.event(line));
        if (whole.isPresent()) {
          return whole.get();
        }
      }
    } catch (JsonProcessingException e) {
      throw broken(
          "the process to rehearse in said something else: " + e.getOriginalMessage(),
          e,
          complaints.text());
    }
    throw broken(
        "the process to rehearse in ended by itself",
        new IOException("no result"),
        complaints.text());
  }

  private static UnprovenException broken(String cause, IOException e, String complaints) {
    return new UnprovenException(
        new Problem(
            cause,
            complaints.lines().toList(),
            "run it again; a process that is killed has had too little memory, as a rule"),
        e);
  }

  /** It may have a database of its own, which it ends itself if it is asked to. */
  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(LAST_GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
