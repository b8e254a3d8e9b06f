package dev.migratedeploy.deploy.request;

/** What to do where another migration of the environment is already running. */
public enum IfRunning {
  /** Follow it where it runs this very image, else wait until it has ended. */
  AUTO,
  /** Wait until it has ended, whatever it runs. */
  WAIT,
  /** Follow it, whatever it runs. */
  ATTACH,
  /** Start nothing. */
  FAIL
}
