package dev.migratedeploy.observer.callback;

import dev.migratedeploy.observer.packed.PackedClasses;
import java.util.function.BiConsumer;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway loads. Being asked is all it needs: an event that it is called for costs Flyway a
 * connection or, with 10,000 statements, a noticeable time.
 */
public final class ObserverCallback implements Callback {
  /** Flyway asks in this order; the last one sees what a user's own callback has set. */
  private static final String LAST = "\uffff migrate-deploy";

  /** What a run ends with that may change only what is as planned, if nobody can check it. */
  private static final int NOT_CHECKED = 78;

  private static final String OBSERVER = "dev.migratedeploy.observer";

  /**
   * One for all callbacks of the process; null if it cannot be loaded. To call one of Flyway's own
   * interfaces would need a class that Flyway 10 does not have.
   */
  private static final @Nullable BiConsumer<Event, Context> LOADED = load();

  @SuppressWarnings("unchecked")
  private static @Nullable BiConsumer<Event, Context> load() {
    try {
      ClassLoader classes = new PackedClasses(ObserverCallback.class, OBSERVER);
      return (BiConsumer<Event, Context>)
          classes.loadClass(OBSERVER + ".EventObserver").getDeclaredConstructor().newInstance();
    } catch (Throwable failure) {
      String why = "its classes cannot be loaded: " + failure;
      String history = System.getenv("MIGRATE_DEPLOY_HISTORY");
      if (history != null && !history.isEmpty() && !history.equals("tell")) {
        System.out.println("[migrate-deploy] not checked: " + why);
        System.out.flush();
        Runtime.getRuntime().halt(NOT_CHECKED);
      }
      System.out.println("[migrate-deploy] observer off: " + why);
      return null;
    }
  }

  @Override
  public boolean supports(Event event, Context context) {
    if (LOADED != null) {
      LOADED.accept(event, context);
    }
    return false;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {}

  @Override
  public String getCallbackName() {
    return LAST;
  }
}
