package dev.migratedeploy.observer;

import java.util.function.BiConsumer;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Hands every event of Flyway's on to the one observer of this process. No callback itself: between
 * Flyway's versions the interface of callbacks has changed, and a call through it would name what
 * Flyway 10 does not have.
 */
public final class EventObserver implements BiConsumer<Event, Context> {
  @Override
  public void accept(Event event, Context context) {
    Observer.sees(event, context);
  }
}
