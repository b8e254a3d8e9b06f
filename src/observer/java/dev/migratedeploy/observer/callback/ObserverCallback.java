package dev.migratedeploy.observer.callback;

import dev.migratedeploy.observer.packed.PackedClasses;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** What Flyway loads. It hands on every event to the observer, if that can be loaded. */
public final class ObserverCallback implements Callback {
  /** Flyway asks in this order; the last one sees what a user's own callback has set. */
  private static final String LAST = "\uffff migrate-deploy";

  private static final String OBSERVER = "dev.migratedeploy.observer";

  /** One for all callbacks of the process; null if it cannot be loaded. */
  private static final @Nullable Object LOADED = load();

  private static @Nullable Object load() {
    try {
      return new PackedClasses(ObserverCallback.class, OBSERVER)
          .loadClass(OBSERVER + ".EventObserver")
          .getDeclaredConstructor()
          .newInstance();
    } catch (Throwable failure) {
      System.out.println("[migrate-deploy] observer off: its classes cannot be loaded: " + failure);
      return null;
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean supports(Event event, Context context) {
    return LOADED != null && ((BiPredicate<Event, Context>) LOADED).test(event, context);
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void handle(Event event, Context context) {
    if (LOADED != null) {
      ((BiConsumer<Event, Context>) LOADED).accept(event, context);
    }
  }

  @Override
  public String getCallbackName() {
    return LAST;
  }
}
