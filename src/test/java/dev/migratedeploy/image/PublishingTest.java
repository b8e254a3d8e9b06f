package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.ci.Secret;
import dev.migratedeploy.image.Images.Planned;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
    PublishedImage image = images.publish(specimen.spec(base, target));

    assertThat(image.alreadyThere()).isFalse();
    assertThat(image.repository()).isEqualTo(target);
    assertThat(registry.tags("team/flyway")).containsExactly(image.tag());
    assertThat(registry.manifest("team/flyway", image.tag()).orElseThrow().digest().value())
        .isEqualTo(image.digest());
    assertThat(image.reference()).isEqualTo(target + "@" + image.digest());
  }

  @Test
  void whatIsThereIsNotPushedAgain() {
    PublishedImage first = images.publish(specimen.spec(base, target));
    registry.forgetRequests();

    PublishedImage second = images.publish(specimen.spec(base, target));

    assertThat(second.alreadyThere()).isTrue();
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(registry.requests()).isNotEmpty().allMatch(PublishingTest::reads);
  }

  @Test
  void whatIsThereIsFoundAlsoWhereTagsAreImmutable() {
    registry.makeTagsImmutable("team/flyway");
    PublishedImage first = images.publish(specimen.spec(base, target));

    assertThat(images.publish(specimen.spec(base, target)).digest()).isEqualTo(first.digest());
  }

  @Test
  void aChangedScriptMovesNoLayerOfTheBase() {
    images.publish(specimen.spec(base, target));
    registry.forgetRequests();

    PublishedImage changed =
        images.publish(
            specimen.spec(base, target, List.of(specimen.script("V1__customer.sql", "new"))));

    assertThat(changed.alreadyThere()).isFalse();
    assertThat(bytesMoved()).isBetween(1L, Specimen.BIG / 10L);
  }

  @Test
  void aBaseOfAnotherRegistryIsCopiedOnce() {
    try (LocalRegistry hub = LocalRegistry.start()) {
      hub.put("base", "12", Specimen.base());
      String elsewhere = hub.authority() + "/base:12";
      images.publish(specimen.spec(elsewhere, target));
      assertThat(bytesMoved()).isGreaterThan(Specimen.BIG);
      registry.forgetRequests();
      hub.forgetRequests();

      images.publish(
          specimen.spec(elsewhere, target, List.of(specimen.script("V1__customer.sql", "new"))));

      assertThat(bytesMoved()).isBetween(1L, Specimen.BIG / 10L);
      assertThat(hub.requests()).allMatch(PublishingTest::reads);
      assertThat(hub.requests()).allMatch(request -> request.sent() < Specimen.BIG / 10);
    }
  }

  @Test
  void whoLosesTheRaceForAnImmutableTagTakesTheWinnersImage() {
    registry.makeTagsImmutable("team/flyway");
    AtomicBoolean raced = new AtomicBoolean();
    RegistryLogin.Source whileTheOtherPushes =
        host -> {
          if (Pushing.hasBegun(registry) && raced.compareAndSet(false, true)) {
            images.publish(specimen.spec(base, target));
          }
          return Optional.empty();
        };

    PublishedImage late = new JibImages(whileTheOtherPushes).publish(specimen.spec(base, target));

    assertThat(registry.requests())
        .anyMatch(request -> request.method().equals("PUT") && request.status() == 400);
    assertThat(registry.tags("team/flyway")).containsExactly(late.tag());
    assertThat(registry.manifest("team/flyway", late.tag()).orElseThrow().digest().value())
        .isEqualTo(late.digest());
  }

  @Test
  void aPlanChangesNothing() {
    Planned planned = images.plan(specimen.spec(base, target));

    assertThat(planned.repository()).isEqualTo(target);
    assertThat(planned.digest()).isEmpty();
    assertThat(registry.requests()).isNotEmpty().allMatch(PublishingTest::reads);
    assertThat(registry.tags("team/flyway")).isEmpty();
  }

  @Test
  void aPlanKnowsTheImageThatADeployWouldTake() {
    Planned before = images.plan(specimen.spec(base, target));
    PublishedImage image = images.publish(specimen.spec(base, target));

    assertThat(images.plan(specimen.spec(base, target)))
        .isEqualTo(new Planned(target, before.tag(), Optional.of(image.digest())));
    assertThat(image.tag()).isEqualTo(before.tag());
  }

  @Test
  void aRegistryThatAsksForALoginGetsIt() {
    registry.requireLogin((user, password) -> user.equals("ci") && password.equals("pa:ss"));
    JibImages withLogin =
        new JibImages(
            host ->
                host.equals(registry.authority())
                    ? Optional.of(new RegistryLogin("ci", Secret.of("pa:ss")))
                    : Optional.empty());

    PublishedImage image = withLogin.publish(specimen.spec(base, target));

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
