package dev.migratedeploy.deploy.event;

import java.util.List;

/** Is told what happens in a run, as it happens. */
@FunctionalInterface
public interface DeployListener {
  void on(DeployEvent event);

  /**
   * One that tells several, in their order. The last one prints the verdict: a report that cannot
   * be written must not cost that.
   */
  static DeployListener all(List<DeployListener> listeners) {
    return new DeployListeners(listeners);
  }
}
