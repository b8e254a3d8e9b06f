package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.wire.EngineEvent;
import dev.migratedeploy.rehearsal.wire.EngineWire;
import java.io.PrintStream;

/**
 * Where the events go. The last one closes it: what the run still says after the deadline has ended
 * it, or the other way round, is not said.
 */
final class EventOutput {
  private final PrintStream out;
  private boolean over;

  EventOutput(PrintStream out) {
    this.out = out;
  }

  synchronized void write(EngineEvent event) {
    if (over) {
      return;
    }
    over = event instanceof EngineEvent.Ended || event instanceof EngineEvent.Stopped;
    out.println(EngineWire.line(event));
    out.flush();
  }
}
