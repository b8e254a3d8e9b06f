package dev.migratedeploy.observer;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** The one observer of this process; Flyway may make several callbacks of one class. */
public final class Observer {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Observer() {}

  /** Whether {@link #handle} is to be called; events that cost Flyway a connection never are. */
  public static boolean wants(Event event, Context context) {
    String key = System.getenv("MIGRATE_DEPLOY_OBSERVER");
    if (key != null && STARTED.compareAndSet(false, true)) {
      byte[] line =
          ("[migrate-deploy:"
                  + key
                  + "] {\"v\":1,\"run\":1,\"n\":1,\"t\":0,\"event\":\"started\",\"observer\":\""
                  + version()
                  + "\"}\n")
              .getBytes(StandardCharsets.US_ASCII);
      System.out.write(line, 0, line.length);
      System.out.flush();
    }
    return false;
  }

  /** Takes an event that {@link #wants} asked for. */
  public static void handle(Event event, Context context) {}

  private static @Nullable String version() {
    return Observer.class.getPackage().getImplementationVersion();
  }
}
