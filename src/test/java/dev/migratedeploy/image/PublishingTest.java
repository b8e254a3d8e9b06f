package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import dev.migratedeploy.support.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, and what does not. */
class PublishingTest {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final LocalRegistry registry = LocalRegistry.start();
  private final JibImages images = new JibImages(host -> Optional.empty());
  private final String base = registry.authority() + "/base:12";
  private final String target = registry.authority() + "/team/flyway";
  private final Specimen specimen;

  PublishingTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
    registry.put("base", "12", Specimen.base());
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aNewImageIsPushedUnderATagOfItsContent() {
    PublishedImage image = images.plan(specimen.spec(base, target)).publish();

    assertThat(image.alreadyThere()).isFalse();
    assertThat(image.repository()).isEqualTo(target);
    assertThat(registry.tags("team/flyway")).containsExactly(image.tag());
    assertThat(registry.manifest("team/flyway", image.tag()).orElseThrow().digest().value())
        .isEqualTo(image.digest());
    assertThat(image.reference()).isEqualTo(target + "@" + image.digest());
  }

  @Test
  void whatIsThereIsNotPushedAgain() {
    PublishedImage first = images.plan(specimen.spec(base, target)).publish();
    registry.forgetRequests();

    PublishedImage second = images.plan(specimen.spec(base, target)).publish();

    assertThat(second.alreadyThere()).isTrue();
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(registry.requests()).isNotEmpty().allMatch(PublishingTest::reads);
  }

  @Test
  void whatIsThereIsFoundAlsoWhereTagsAreImmutable() {
    registry.makeTagsImmutable("team/flyway");
    PublishedImage first = images.plan(specimen.spec(base, target)).publish();

    assertThat(images.plan(specimen.spec(base, target)).publish().digest())
        .isEqualTo(first.digest());
  }

  @Test
  void aChangedScriptMovesNoLayerOfTheBase() {
    images.plan(specimen.spec(base, target)).publish();
    registry.forgetRequests();

    PublishedImage changed =
        images
            .plan(specimen.spec(base, target, List.of(specimen.script("V1__customer.sql", "new"))))
            .publish();

    assertThat(changed.alreadyThere()).isFalse();
    assertThat(bytesMoved()).isBetween(1L, Specimen.BIG / 10L);
  }

  @Test
  void aBaseOfAnotherRegistryIsCopiedOnce() {
    try (LocalRegistry hub = LocalRegistry.start()) {
      hub.put("base", "12", Specimen.base());
      String elsewhere = hub.authority() + "/base:12";
      images.plan(specimen.spec(elsewhere, target)).publish();
      assertThat(bytesMoved()).isGreaterThan(Specimen.BIG);
      registry.forgetRequests();
      hub.forgetRequests();

      images
          .plan(
              specimen.spec(elsewhere, target, List.of(specimen.script("V1__customer.sql", "new"))))
          .publish();

      assertThat(bytesMoved()).isBetween(1L, Specimen.BIG / 10L);
      assertThat(hub.requests()).allMatch(PublishingTest::reads);
      assertThat(hub.requests()).allMatch(request -> request.sent() < Specimen.BIG / 10);
    }
  }

  @Test
  void whoLosesTheRaceForAnImmutableTagTakesTheWinnersImage() {
    registry.makeTagsImmutable("team/flyway");
    PreparedImage late = images.plan(specimen.spec(base, target));
    assertThat(late.digest()).isEmpty();
    PublishedImage winner = images.plan(specimen.spec(base, target)).publish();

    PublishedImage loser = late.publish();

    assertThat(registry.requests())
        .anyMatch(request -> request.method().equals("PUT") && request.status() == 400);
    assertThat(registry.tags("team/flyway")).containsExactly(loser.tag());
    assertThat(loser.digest()).isEqualTo(winner.digest());
  }

  @Test
  void aPlanChangesNothing() {
    PreparedImage planned = images.plan(specimen.spec(base, target));

    assertThat(planned.repository()).isEqualTo(target);
    assertThat(planned.digest()).isEmpty();
    assertThat(registry.requests()).isNotEmpty().allMatch(PublishingTest::reads);
    assertThat(registry.tags("team/flyway")).isEmpty();
  }

  @Test
  void aPlanKnowsTheImageThatADeployWouldTake() {
    PreparedImage before = images.plan(specimen.spec(base, target));
    PublishedImage image = images.plan(specimen.spec(base, target)).publish();

    assertThat(images.plan(specimen.spec(base, target)).digest()).contains(image.digest());
    assertThat(image.tag()).isEqualTo(before.tag());
  }

  @Test
  void aRegistryThatAsksForALoginGetsIt() {
    registry.requireLogin((user, password) -> user.equals("ci") && password.equals("pa:ss"));
    JibImages withLogin =
        new JibImages(
            host ->
                host.equals(registry.authority())
                    ? Optional.of(new RegistryCredential("ci", Secret.of("pa:ss")))
                    : Optional.empty());

    PublishedImage image = withLogin.plan(specimen.spec(base, target)).publish();

    assertThat(registry.tags("team/flyway")).containsExactly(image.tag());
  }

  private long bytesMoved() {
    return registry.requests().stream()
        .mapToLong(request -> request.received() + request.sent())
        .sum();
  }

  private static boolean reads(LoggedRequest request) {
    return READING.contains(request.method());
  }
}
