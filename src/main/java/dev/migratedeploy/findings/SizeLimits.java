package dev.migratedeploy.findings;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.support.DataSize;
import java.util.Set;

/**
 * Which tables are small and which are large, in bytes: what {@code findings: sizes:} says.
 *
 * @param small below it nobody notices a lock
 * @param large above it a lock is an outage
 */
public record SizeLimits(long small, long large) {
  public static final SizeLimits USUAL = new SizeLimits(10L << 20, 10L << 30);

  private static final String SMALL = "small";
  private static final String LARGE = "large";

  private static final Constraint SIZE =
      Constraint.of(text -> DataSize.parse(text).isPresent(), DataSize.ACCEPTED);

  static SizeLimits read(Section section) {
    section.knowing(Set.of(SMALL, LARGE));
    long small = size(section, SMALL, USUAL.small);
    long large = size(section, LARGE, USUAL.large);
    if (small > large) {
      String key = section.keys().contains(SMALL) ? SMALL : LARGE;
      section.complain(
          key,
          "small is %s and large is %s; small must not be above large"
              .formatted(DataSize.words(small), DataSize.words(large)));
      return USUAL;
    }
    return new SizeLimits(small, large);
  }

  private static long size(Section section, String key, long usual) {
    return section.optional(key, SIZE).flatMap(DataSize::parse).orElse(usual);
  }
}
