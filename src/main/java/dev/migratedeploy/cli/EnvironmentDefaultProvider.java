package dev.migratedeploy.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option can also be set as {@code MIGRATE_DEPLOY_<NAME>}; an option beats the variable. Help
 * and version are no settings: a job may well keep the version it wants in such a variable.
 */
record EnvironmentDefaultProvider(Map<String, String> variables) implements IDefaultValueProvider {
  private static final String PREFIX = "MIGRATE_DEPLOY_";

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()) {
      String value = variables.get(variable(option.longestName()));
      return value == null || value.isBlank() ? null : value;
    }
    return null;
  }

  /** The variable's name if the value is the one that it gave. */
  Optional<String> naming(OptionSpec option, String value) {
    String name = variable(option.longestName());
    return value.equals(variables.get(name)) ? Optional.of(name) : Optional.empty();
  }

  private static String variable(String option) {
    return PREFIX + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
