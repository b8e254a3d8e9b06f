package dev.migratedeploy.deploy.request;

/** What a cancelled job does to a task that has begun to run SQL. */
public enum CancelPolicy {
  /** Leaves it alone: half a migration is worse than one that nobody watches. */
  FINISH,
  /** Stops it. */
  STOP
}
