package dev.migratedeploy.flyway.scripts;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.script.ScriptMigrationResolver;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.util.StringUtils;

/** What Flyway itself takes a file for, going by its name. */
final class FlywayOracle {
  private final Configuration configuration = new ClassicConfiguration();
  private final ResourceNameParser parser = new ResourceNameParser(configuration);

  /** Flyway's verdict in words, empty where it would ignore the file. */
  Optional<String> verdict(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(".sql")
        ? sqlVerdict(fileName)
        : programVerdict(fileName);
  }

  private Optional<String> sqlVerdict(String fileName) {
    ResourceName name = parser.parse(fileName);
    if (!name.isValid()) {
      return Optional.empty();
    }
    boolean callback = Event.fromId(name.getPrefix()) != null;
    // Flyway's scanner offers only what is longer than prefix and suffix together.
    boolean offered =
        StringUtils.startsAndEndsWith(fileName, callback ? "" : name.getPrefix(), ".sql");
    return offered
        ? Optional.of(words(name.getPrefix(), name.getVersion(), name.getDescription()))
        : Optional.empty();
  }

  private Optional<String> programVerdict(String fileName) {
    OneFile files = new OneFile(fileName);
    ScriptMigrationResolver<Event> resolver =
        new ScriptMigrationResolver<>(files, configuration, new ParsingContext(), null);
    resolver.resolveCallbacks(id -> Optional.ofNullable(Event.fromId(id)));
    if (!resolver.scriptCallbacks.isEmpty()) {
      ResourceName name = parser.parse(fileName, suffixOf(fileName));
      return Optional.of(words(name.getPrefix(), name.getVersion(), name.getDescription()));
    }
    return resolver
        .resolveMigrations(new MigrationResolver.Context(configuration, files, null, null, null))
        .stream()
        .map(
            migration ->
                words(
                    migration.getVersion() == null
                        ? "R"
                        : migration.getType() == CoreMigrationType.SCRIPT ? "V" : "B",
                    migration.getVersion(),
                    migration.getDescription()))
        .findFirst();
  }

  private static String[] suffixOf(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return new String[] {dot < 0 ? "" : fileName.substring(dot)};
  }

  private static String words(String prefix, MigrationVersion version, String description) {
    return prefix + " version " + version + " description " + description;
  }

  /** A folder that holds nothing but one empty file. */
  private record OneFile(String name) implements ResourceProvider {
    @Override
    public LoadableResource getResource(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return StringUtils.startsAndEndsWith(name, prefix, suffixes)
          ? List.of(new Named(name))
          : List.of();
    }
  }

  private static final class Named extends StringResource {
    private final String name;

    Named(String name) {
      super("");
      this.name = name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }
  }
}
