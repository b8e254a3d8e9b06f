package dev.migratedeploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.image.Entrypoint;
import dev.migratedeploy.image.ImageLayer;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.ImageSpec;
import dev.migratedeploy.image.PullSize;
import dev.migratedeploy.image.RegistryAccess;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What each task pulls, and which base would make it less. */
class PullCheckTest {
  @Test
  void aSmallBaseIsToldInMegabytesOnly() {
    assertThat(outcome("flyway", () -> new PullSize(75_000_000, 34_000)))
        .isEqualTo(
            new CheckResult.Ok(
                "each task pulls 75 MB: 75 MB of the base image, 34 KB of this project"));
  }

  @Test
  void aLargeOneIsComparedWithOurs() {
    assertThat(outcome("flyway", () -> new PullSize(285_400_000, 12_600_000)))
        .isEqualTo(
            new CheckResult.Ok(
                "each task pulls 298 MB: 285 MB of the base image, 13 MB of this project; with"
                    + " migrate-deploy-flyway as image.base (Flyway 12.4; PostgreSQL, MySQL,"
                    + " MariaDB) it would be 88 MB at most"));
  }

  @Test
  void theFlywayOfOurBaseIsThatOfThePom() throws IOException {
    assertThat(outcome("flyway", () -> new PullSize(285_400_000, 0)).says())
        .containsPattern("Flyway (\\d+\\.\\d+);")
        .satisfies(
            says ->
                assertThat(Files.readString(Path.of("pom.xml")))
                    .contains(
                        "<flyway.version>"
                            + says.replaceAll("(?s).*Flyway (\\d+\\.\\d+);.*", "$1")
                            + "."));
  }

  @Test
  void anotherToolThanFlywayIsOfferedNoBaseForFlyway() {
    assertThat(outcome("liquibase", () -> new PullSize(285_400_000, 34_000)).says())
        .doesNotContain("migrate-deploy-flyway");
  }

  @Test
  void aRegistryThatFailsIsAnErrorAsAnywhereElse() {
    assertThat(
            outcome(
                "flyway",
                () -> {
                  throw new NotStartedException(Problem.of("no route to the registry", "wait"));
                }))
        .isEqualTo(new CheckResult.Error(Problem.of("no route to the registry", "wait")));
  }

  private static CheckResult outcome(String tool, Supplier<PullSize> pull) {
    ImageSettings image =
        new ImageSettings(
            "example.com/base:12", "example.com/flyway", List.of(tool), "/flyway/sql", Map.of());
    RegistryAccess registry =
        new RegistryAccess() {
          @Override
          public String baseDigest() {
            throw new AssertionError("not asked for");
          }

          @Override
          public PullSize pull(ImageSpec spec) {
            return pull.get();
          }

          @Override
          public void tryPush() {
            throw new AssertionError("not asked for");
          }
        };
    Checklist list = new Checklist(line -> {});
    new PullCheck(image, registry)
        .into(
            list,
            new ImageSpec(
                image.base(),
                image.repository(),
                "amd64",
                Entrypoint.of(List.of(tool)),
                new ImageLayer("scripts", List.of()),
                new ImageLayer("files", List.of()),
                Optional.empty()));
    assertThat(list.lines()).hasSize(1);
    return list.lines().get(0).outcome();
  }
}
