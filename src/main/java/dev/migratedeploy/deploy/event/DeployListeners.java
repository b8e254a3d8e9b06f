package dev.migratedeploy.deploy.event;

import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.support.FileFailure;
import dev.migratedeploy.verdict.AnyFailure;
import java.util.List;

/** Tells several listeners, in their order. */
record DeployListeners(List<DeployListener> listeners) implements DeployListener {
  DeployListeners {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void on(DeployEvent event) {
    boolean verdict = event instanceof VerdictReached;
    int last = listeners.size() - 1;
    for (int i = 0; i < last; i++) {
      if (verdict) {
        guarded(listeners.get(i), event, listeners.get(last));
      } else {
        listeners.get(i).on(event);
      }
    }
    listeners.get(last).on(event);
  }

  private static void guarded(DeployListener report, DeployEvent event, DeployListener output) {
    AnyFailure.handled(
        () -> {
          report.on(event);
          return event;
        },
        failure -> {
          output.on(new Noted("could not write a report: " + FileFailure.words(failure)));
          return event;
        });
  }
}
