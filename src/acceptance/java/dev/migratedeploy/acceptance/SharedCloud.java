package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.LocalCloud;

/** One local cloud for all end-to-end tests of a JVM, started by the first and ended with it. */
final class SharedCloud {
  private static final LocalCloud CLOUD = LocalCloud.start();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(CLOUD::close, "end-of-the-cloud"));
  }

  private SharedCloud() {}

  static LocalCloud get() {
    return CLOUD;
  }
}
