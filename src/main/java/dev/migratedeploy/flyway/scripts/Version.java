package dev.migratedeploy.flyway.scripts;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A migration's version, read and compared as Flyway 12's {@code MigrationVersion} does it.
 *
 * @param parts the numbers between the dots, of any length, without trailing zeros: {@code 1.0} and
 *     {@code 1} are one version
 * @param text as Flyway shows it, with dots; two equal versions may have different texts
 */
public record Version(List<BigInteger> parts, String text) implements Comparable<Version> {
  private static final Pattern DOT = Pattern.compile("\\.(?=\\d)");

  public Version {
    parts = List.copyOf(parts);
  }

  /**
   * Reads what is between prefix and separator, such as {@code 10_1.3.0}; empty if Flyway would
   * refuse it.
   */
  public static Optional<Version> parse(String written) {
    String text = written.replace('_', '.');
    List<BigInteger> parts = new ArrayList<>();
    try {
      for (String part : DOT.split(text, -1)) {
        parts.add(new BigInteger(part));
      }
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
    while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
      parts.remove(parts.size() - 1);
    }
    return Optional.of(new Version(parts, text));
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = part(i).compareTo(other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Version version && parts.equals(version.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
