package dev.migratedeploy.endtoend;

import dev.migratedeploy.localcloud.LocalCloud;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Starts one local cloud for the whole run, and ends it after the last test. */
final class SharedCloud implements BeforeAllCallback {
  private static final class Holder {
    static final LocalCloud CLOUD = LocalCloud.start();
  }

  static LocalCloud get() {
    return Holder.CLOUD;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(LocalCloud.class, type -> Holder.CLOUD, LocalCloud.class);
  }
}
