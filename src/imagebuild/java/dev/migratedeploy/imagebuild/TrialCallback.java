package dev.migratedeploy.imagebuild;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** A user's own callback, for a folder {@code jars}; it says that it is called. */
public final class TrialCallback extends BaseCallback {
  static final String WORDS = "a callback of the user's own";

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    System.out.println(WORDS);
  }
}
