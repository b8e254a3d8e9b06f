package dev.migratedeploy.demo;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/**
 * The SDK of AWS reads the process's environment itself. While one of these is open, it reads these
 * variables instead; those that are open at the same time must be the same.
 */
final class AwsVariables implements AutoCloseable {
  private static final Map<String, String> OPEN = new HashMap<>();
  private static int calls;

  private AwsVariables() {}

  static AwsVariables of(Map<String, String> variables) {
    Map<String, String> wanted = new HashMap<>(variables);
    wanted.keySet().removeIf(name -> !name.startsWith("AWS_"));
    synchronized (OPEN) {
      if (calls == 0) {
        OPEN.putAll(wanted);
        OPEN.forEach(SystemSettingUtilsTestBackdoor::addEnvironmentVariableOverride);
      } else if (!OPEN.equals(wanted)) {
        throw new IllegalStateException("another call is under way with other variables of AWS");
      }
      calls++;
    }
    return new AwsVariables();
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      calls--;
      if (calls == 0) {
        OPEN.clear();
        SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
      }
    }
  }
}
