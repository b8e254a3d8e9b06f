package dev.migratedeploy.observer.callback;

import dev.migratedeploy.observer.Observer;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** What Flyway loads. It hands on every event and lets nothing that is thrown come back. */
public final class ObserverCallback implements Callback {
  /** Flyway asks in this order; the last one sees what a user's own callback has set. */
  private static final String LAST = "\uffff migrate-deploy";

  @Override
  public boolean supports(Event event, Context context) {
    return Observer.wants(event, context);
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    Observer.handle(event, context);
  }

  @Override
  public String getCallbackName() {
    return LAST;
  }
}
