package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.EngineRequest;
import dev.migratedeploy.rehearsal.wire.EngineEvent.Stopped;
import dev.migratedeploy.rehearsal.wire.EngineWire;
import dev.migratedeploy.verdict.AnyFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The process that rehearses scripts: the request comes as one line on the standard input, the
 * events go as lines to the standard output. It ends when the request's time is up, and when nobody
 * holds its input any more.
 */
public final class RehearsalProcess {
  private RehearsalProcess() {}

  /** Takes no arguments: anybody on the machine could read a password there. */
  public static void main(String[] arguments) throws IOException {
    PrintStream events = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    // Whatever a library prints is no event.
    System.setOut(System.err);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    EngineRequest request =
        EngineWire.request(Objects.requireNonNull(input.readLine(), "no request"));
    EventOutput out = new EventOutput(events);
    RehearsalRun run = new RehearsalRun(request, out);
    run.endsAfter(request.timeout());
    run.endsWith(input);
    AnyFailure.handled(
        () -> {
          run.rehearse();
          return true;
        },
        failure -> {
          failure.printStackTrace();
          out.write(
              new Stopped(
                  Stopped.Reason.BROKEN,
                  "the rehearsal broke off: " + failure,
                  List.of(),
                  "run it again with -v, and report it with the lines above"));
          return false;
        });
    run.end();
  }
}
