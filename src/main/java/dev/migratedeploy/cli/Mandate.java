package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.project.Settings;

/** An order that was settled before: no option, variable or file of the job says anything more. */
record Mandate(Settings settings, CiContext ci) implements Origin {
  @Override
  public CiContext ciOrCheckout() {
    return ci;
  }
}
