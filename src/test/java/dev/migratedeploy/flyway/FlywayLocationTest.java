package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.locations.LocationParser;
import org.flywaydb.core.internal.scanner.filesystem.FileSystemScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayLocationTest {
  private static final List<String> FOLDERS = List.of("common", "staging", "prod", "v1.2", "a");
  private static final List<String> PARTS =
      List.of(
          "common", "staging", "prod", "v1.2", "a", "*", "**", "?", "v?.*", "s*g", "*.sql", "V*",
          "comm?n");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          filesystem:/flyway/sql            | /flyway/sql/V1__a.sql          | true
          filesystem:/flyway/sql/           | /flyway/sql/a/V1__a.sql        | true
          filesystem:sql                    | /flyway/sql/V1__a.sql          | true
          filesystem:./sql/../sql/common    | /flyway/sql/common/V1__a.sql   | true
          filesystem:/flyway/sql/common     | /flyway/sql/commonly/V1__a.sql | false
          filesystem:/flyway/sql/common     | /flyway/sql/V1__a.sql          | false
          FILESYSTEM:/flyway/sql            | /flyway/sql/V1__a.sql          | true
          filesystem:/                      | /flyway/sql/V1__a.sql          | true
          filesystem:/flyway/sql/*/prod     | /flyway/sql/a/prod/V1__a.sql   | true
          filesystem:/flyway/sql/*/prod     | /flyway/sql/prod/V1__a.sql     | false
          filesystem:/flyway/sql/**/prod    | /flyway/sql/prod/V1__a.sql     | true
          filesystem:/flyway/sql/V*.sql     | /flyway/sql/V1__a.sql          | true
          classpath:db/migration            | /flyway/sql/V1__a.sql          | false
          db/migration                      | /flyway/sql/V1__a.sql          | false
          """)
  void itHoldsWhatFlywayFindsThere(String location, String path, boolean holds) {
    assertThat(FlywayLocation.of(location, "/flyway").holds(path)).isEqualTo(holds);
  }

  /** Flyway takes a location for an expression nearly as it is written. */
  @ParameterizedTest
  @ValueSource(
      strings = {"filesystem:*a*a*a*a*a*a*a*a*a*a*a*a*b", "filesystem:(a*)(a*)(a*)(a*)(a*)(a*)?b"})
  void aPatternThatTriesWithoutEndIsRefused(String location) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> FlywayLocation.of(location, "/flyway").holds("/flyway/" + "a".repeat(200)));

    assertThat(refused.problem().cause()).contains(location, "too many steps");
  }

  @Test
  void randomLocationsHoldTheFilesThatFlywayFinds(@TempDir Path root) throws Exception {
    Random dice = new Random(20_261_126);
    Set<String> files = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      String folder = path(FOLDERS, dice.nextInt(4), dice);
      Path file = root.resolve((folder.isEmpty() ? "" : folder + "/") + "V" + i + "__a.sql");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, "").toString());
    }
    FileSystemScanner scanner = new FileSystemScanner(new ClassicConfiguration());
    int found = 0;
    for (int round = 0; round < 300; round++) {
      String location = "filesystem:" + root + "/" + path(PARTS, 1 + dice.nextInt(3), dice);
      Set<String> flyways =
          scanner.scanForResources(LocationParser.parseLocation(location)).stream()
              .map(resource -> resource.getAbsolutePathOnDisk())
              .collect(Collectors.toCollection(TreeSet::new));
      FlywayLocation ours = FlywayLocation.of(location, "/flyway");
      assertThat(files.stream().filter(ours::holds))
          .as(location)
          .containsExactlyElementsOf(flyways);
      found += flyways.isEmpty() ? 0 : 1;
    }
    assertThat(found).as("locations that hold anything").isGreaterThan(60);
  }

  private static String path(List<String> parts, int length, Random dice) {
    return Stream.generate(() -> parts.get(dice.nextInt(parts.size())))
        .limit(length)
        .collect(Collectors.joining("/"));
  }
}
