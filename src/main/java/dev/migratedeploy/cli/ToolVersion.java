package dev.migratedeploy.cli;

import dev.migratedeploy.support.OwnResource;
import picocli.CommandLine.IVersionProvider;

/** This tool's version, which the build writes into a resource. */
final class ToolVersion implements IVersionProvider {
  static String current() {
    return OwnResource.text(ToolVersion.class, "/dev/migratedeploy/version.txt").strip();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"migrate-deploy " + current()};
  }
}
