package dev.migratedeploy.observer;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Hands every event of Flyway's on to the one observer of this process. */
public final class EventObserver implements Callback {
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
    return "";
  }
}
