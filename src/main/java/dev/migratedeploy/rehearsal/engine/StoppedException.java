package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.wire.EngineEvent.Stopped;
import java.util.List;

/** Ends a rehearsal of which there is no result. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Stopped stopped;

  StoppedException(Stopped.Reason reason, String cause, List<String> details, String next) {
    super(cause);
    this.stopped = new Stopped(reason, cause, details, next);
  }

  static StoppedException refused(String cause, String next) {
    return new StoppedException(Stopped.Reason.REFUSED, cause, List.of(), next);
  }

  static StoppedException notStarted(String cause, String next) {
    return new StoppedException(Stopped.Reason.NOT_STARTED, cause, List.of(), next);
  }

  Stopped stopped() {
    return stopped;
  }
}
