package dev.migratedeploy.flyway.configuration;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What all sources say, in Flyway's order of precedence. */
public final class Said {
  private static final String DEFAULT_ENVIRONMENT = "default";

  private final ReadFiles files;
  private final ArgumentSource arguments;
  private final List<Given> fromFiles = new ArrayList<>();
  private final List<Given> fromVariables;
  private final List<Given> fromArguments;
  private final List<Given> everything;
  private final String environment;
  private final Map<Parameter, List<Given>> byParameter = new EnumMap<>(Parameter.class);
  private final List<String> problems = new ArrayList<>();

  private Said(Sources sources) {
    arguments = new ArgumentSource(sources.arguments());
    files = ReadFiles.of(sources, arguments.only("workingDirectory"));
    files.conflict().ifPresent(problems::add);
    fromVariables =
        new VariableSource(new TreeMap<>(sources.variables()), sources.secrets())
            .givens(files.modern())
            .toList();
    fromArguments = arguments.givens().toList();
    files.files().forEach(file -> read(file, sources));
    problems.addAll(arguments.problems());
    everything = joined(fromFiles, joined(fromVariables, fromArguments));
    environment = environmentIn(everything);
    for (Parameter parameter : Parameter.values()) {
      byParameter.put(parameter, find(parameter));
    }
  }

  /**
   * Reads them.
   *
   * @throws RefusedException if a file cannot be read as what it is
   */
  public static Said by(Sources sources) {
    return new Said(sources);
  }

  private void read(ConfigurationFile file, Sources sources) {
    if (!file.isToml()) {
      References references = References.inProperties(sources.variables());
      new ConfSource(file, references).givens().forEach(fromFiles::add);
      return;
    }
    try {
      TomlSource source =
          new TomlSource(file, TomlFile.of(file.text()), References.inToml(sources.variables()));
      source.givens().forEach(fromFiles::add);
      source.problems().forEach(problems::add);
    } catch (MalformedFileException malformed) {
      throw new RefusedException(
          Problem.of(
              "could not read %s line %d: %s"
                  .formatted(file.name(), malformed.line(), malformed.why()),
              "correct that line; Flyway would refuse the file too"));
    }
  }

  /** What Flyway goes by; empty if that is its default. */
  public Optional<Given> of(Parameter parameter) {
    List<Given> all = all(parameter);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Everything that is said about a parameter, from the weakest source to the one that counts. */
  public List<Given> all(Parameter parameter) {
    return byParameter.getOrDefault(parameter, List.of());
  }

  /** The same. */
  public Optional<Given> of(OtherParameter parameter) {
    String key = parameter.key();
    List<String> keys =
        files.modern()
            ? List.of(
                key,
                Keys.inEnvironment(environment, key),
                Keys.inEnvironment(environment, "flyway." + key))
            : List.of(key);
    return keys.stream()
        .flatMap(one -> matching(everything, given -> given.key().equals(one)).stream())
        .reduce((weaker, stronger) -> stronger);
  }

  private List<Given> find(Parameter parameter) {
    String key = parameter.key();
    if (!files.modern()) {
      return matching(everything, given -> given.key().equals(key));
    }
    if (parameter == Parameter.URL) {
      return url(key, Keys.inEnvironment(environment, key));
    }
    String inEnvironment = Keys.inEnvironment(environment, "flyway." + key);
    return joined(
        matching(everything, given -> given.key().equals(key) && counts(parameter, given)),
        matching(
            everything, given -> given.key().equals(inEnvironment) && counts(parameter, given)));
  }

  /** The placeholders under their names in small letters. */
  public Map<String, Given> placeholders() {
    Map<String, Given> placeholders = new TreeMap<>();
    String common = "placeholders.";
    String special = Keys.inEnvironment(environment, "flyway." + common);
    for (Given given : everything) {
      if (given.key().startsWith(common)) {
        placeholders.put(given.key().substring(common.length()), given);
      }
    }
    List<Given> own = matching(everything, given -> given.key().startsWith(special));
    if (files.modern() && !own.isEmpty()) {
      placeholders.clear();
      own.forEach(given -> placeholders.put(given.key().substring(special.length()), given));
    }
    return placeholders;
  }

  /** The folder that Flyway resolves relative paths in. */
  public String directory() {
    return Paths.absolute(
        ReadFiles.HOME, arguments.only("workingDirectory").orElse(ReadFiles.HOME));
  }

  /** Whether Flyway reads TOML, and so has environments. */
  public boolean modern() {
    return files.modern();
  }

  /** Files that lie where Flyway looks for them but which it does not read. */
  public List<String> passedOver() {
    return files.passedOver().stream().map(ConfigurationFile::name).toList();
  }

  /** The names of the files that Flyway reads. */
  public List<String> read() {
    return files.files().stream().map(ConfigurationFile::name).toList();
  }

  /** What Flyway would refuse, a sentence each. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The section of {@code [environments]} that counts. */
  private static String environmentIn(List<Given> givens) {
    return matching(givens, given -> given.key().equals("environment")).stream()
        .reduce((weaker, stronger) -> stronger)
        .flatMap(Given::text)
        .filter(name -> !name.isBlank())
        .orElse(DEFAULT_ENVIRONMENT);
  }

  /** {@code -url} and its variable beat the section, and an argument for the section beats both. */
  private List<Given> url(String key, String inEnvironment) {
    Predicate<Given> section = given -> given.key().equals(inEnvironment);
    return Stream.of(
            matching(fromFiles, section),
            matching(fromVariables, section),
            matching(fromVariables, given -> given.key().equals(key)),
            matching(fromArguments, given -> given.key().equals(key)),
            matching(fromArguments, section))
        .flatMap(List::stream)
        .toList();
  }

  /** An empty value of TOML, or in its place, is none, except for a text. */
  private static boolean counts(Parameter parameter, Given given) {
    boolean emptyList = given.list() && given.items().isEmpty();
    boolean emptyText =
        given.certain() && !given.list() && given.text().filter(String::isEmpty).isPresent();
    boolean scalar =
        parameter.type() == Parameter.Type.FLAG || parameter.type() == Parameter.Type.NUMBER;
    return !emptyList && !(scalar && emptyText);
  }

  private static List<Given> matching(List<Given> givens, Predicate<Given> condition) {
    return givens.stream().filter(condition).toList();
  }

  private static List<Given> joined(List<Given> weaker, List<Given> stronger) {
    return Stream.concat(weaker.stream(), stronger.stream()).toList();
  }
}
