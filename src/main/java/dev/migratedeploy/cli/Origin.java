package dev.migratedeploy.cli;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.project.Settings;

/** Where an order comes from: what is to be done, and in which job. */
interface Origin {
  /** The settings of the environment that was asked for. */
  Settings settings();

  CiContext ci();

  /** The same if no job is needed: a checkout tells what GitLab's variables do not. */
  CiContext ciOrCheckout();
}
