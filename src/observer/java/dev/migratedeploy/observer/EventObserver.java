package dev.migratedeploy.observer;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Hands every event of Flyway's on to the one observer of this process. No callback itself: between
 * Flyway's versions the interface of callbacks has changed, and a call through it would name what
 * Flyway 10 does not have.
 */
public final class EventObserver
    implements BiPredicate<Event, Context>, BiConsumer<Event, Context> {
  @Override
  public boolean test(Event event, Context context) {
    return Observer.wants(event, context);
  }

  @Override
  public void accept(Event event, Context context) {
    Observer.handle(event, context);
  }
}
