package dev.migratedeploy.thirdparty;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code licences.txt} says: which licences are allowed, what POMs call them, and the licences
 * of what does not name its own.
 */
public final class KnownLicences {
  private final Set<String> allowed = new TreeSet<>();
  private final Map<String, LicenceExpression> names = new LinkedHashMap<>();
  private final Map<String, LicenceExpression> declared = new LinkedHashMap<>();

  private KnownLicences() {}

  /** The file of the project. */
  public static KnownLicences read() {
    try (InputStream in = KnownLicences.class.getResourceAsStream("licences.txt");
        Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      StringWriter text = new StringWriter();
      reader.transferTo(text);
      return of(text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines such as {@code allowed MIT}. */
  static KnownLicences of(String text) {
    KnownLicences known = new KnownLicences();
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(known::add);
    return known;
  }

  private void add(String line) {
    String kind = line.substring(0, line.indexOf(' '));
    String rest = line.substring(kind.length()).strip();
    int equals = rest.indexOf(" = ");
    if (equals < 0 && !kind.equals("allowed")) {
      throw new IllegalArgumentException("licences.txt, without a licence behind =: " + line);
    }
    switch (kind) {
      case "allowed" -> allowed.add(rest);
      case "name" ->
          names.put(
              rest.substring(0, equals).toLowerCase(Locale.ROOT),
              new LicenceExpression(rest.substring(equals + 3)));
      case "of" ->
          declared.put(
              rest.substring(0, equals), new LicenceExpression(rest.substring(equals + 3)));
      default -> throw new IllegalArgumentException("licences.txt: " + line);
    }
  }

  /** What a POM's name for a licence means, such as "The MIT License". */
  Optional<LicenceExpression> named(String name) {
    return Optional.ofNullable(names.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /** The licence of something, or of all of its group, such as {@code org.flywaydb:*}. */
  public Optional<LicenceExpression> of(String group, String name) {
    return Optional.ofNullable(declared.get(group + ":" + name))
        .or(() -> Optional.ofNullable(declared.get(group + ":*")));
  }

  /** The group of a jar that does not tell it. */
  Optional<String> groupOf(String name) {
    return declared.keySet().stream()
        .filter(key -> key.endsWith(":" + name))
        .map(key -> key.substring(0, key.indexOf(':')))
        .findFirst();
  }

  /**
   * Ends the build if something has no licence or none that is allowed.
   *
   * @throws ThirdPartyException with all of them
   */
  public void check(Collection<Component> components) {
    List<String> problems =
        components.stream()
            .sorted(Component.BY_PURL)
            .filter(Component::isPart)
            .filter(component -> component.licence().filter(this::isAllowed).isEmpty())
            .map(
                component ->
                    component.purl()
                        + " is under "
                        + component
                            .licence()
                            .map(LicenceExpression::text)
                            .orElse("no known licence"))
            .toList();
    if (!problems.isEmpty()) {
      throw new ThirdPartyException(
          "not allowed to be passed on:\n  "
              + String.join("\n  ", problems)
              + "\n"
              + "Take other libraries. If a licence is fine, allow it in licences.txt; if the POM"
              + " does not say it, look into the sources and say it there (of GROUP:NAME ="
              + " LICENCE).");
    }
  }

  private boolean isAllowed(LicenceExpression licence) {
    return licence.isMetBy(allowed::contains);
  }
}
