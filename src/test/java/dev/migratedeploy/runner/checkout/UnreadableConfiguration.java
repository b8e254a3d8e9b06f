package dev.migratedeploy.runner.checkout;

import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;

/** Lets no code of one thread see the user's and the system's configuration of git. */
final class UnreadableConfiguration extends SystemReader.Delegate {
  private final SystemReader rest;
  private final Thread thread;

  UnreadableConfiguration(SystemReader rest, Thread thread) {
    super(rest);
    this.rest = rest;
    this.thread = thread;
  }

  @Override
  public StoredConfig getUserConfig() throws IOException, ConfigInvalidException {
    refuse();
    return rest.getUserConfig();
  }

  @Override
  public StoredConfig getJGitConfig() throws IOException, ConfigInvalidException {
    refuse();
    return rest.getJGitConfig();
  }

  @Override
  public StoredConfig getSystemConfig() throws IOException, ConfigInvalidException {
    refuse();
    return rest.getSystemConfig();
  }

  private void refuse() {
    if (Thread.currentThread() == thread) {
      throw new AssertionError("git's configuration was read");
    }
  }
}
