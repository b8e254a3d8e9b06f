package dev.migratedeploy.gitlab.git;

import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;

/** Lets no code of one thread see the user's and the system's configuration of git. */
public final class NoConfiguration extends SystemReader.Delegate implements AutoCloseable {
  private final SystemReader before;
  private final Thread thread = Thread.currentThread();

  private NoConfiguration(SystemReader before) {
    super(before);
    this.before = before;
  }

  public static NoConfiguration forThisThread() {
    NoConfiguration reader = new NoConfiguration(SystemReader.getInstance());
    SystemReader.setInstance(reader);
    return reader;
  }

  @Override
  public StoredConfig getUserConfig() throws IOException, ConfigInvalidException {
    refuse();
    return super.getUserConfig();
  }

  @Override
  public StoredConfig getJGitConfig() throws IOException, ConfigInvalidException {
    refuse();
    return super.getJGitConfig();
  }

  @Override
  public StoredConfig getSystemConfig() throws IOException, ConfigInvalidException {
    refuse();
    return super.getSystemConfig();
  }

  private void refuse() {
    if (Thread.currentThread() == thread) {
      throw new AssertionError("git's configuration was read");
    }
  }

  @Override
  public void close() {
    SystemReader.setInstance(before);
  }
}
