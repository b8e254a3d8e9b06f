package dev.migratedeploy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** This tool's version, which the build writes into a resource. */
final class ToolVersion implements IVersionProvider {
  static String current() {
    try (InputStream version =
        Objects.requireNonNull(
            ToolVersion.class.getResourceAsStream("/dev/migratedeploy/version.txt"),
            "the build puts version.txt beside the classes")) {
      return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt cannot be read", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"migrate-deploy " + current()};
  }
}
