package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.image.Delivery.BaseLayers;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import dev.migratedeploy.support.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publish says what it has moved: to the byte, and how the base came along. */
class PublishMovesTest {
  private final LocalRegistry registry = LocalRegistry.start();
  private final String base = registry.authority() + "/team/flyway-base:12";
  private final String target = registry.authority() + "/team/flyway";
  private final Specimen specimen;

  PublishMovesTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
    registry.put("team/flyway-base", "12", Specimen.base());
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aBaseOfTheSameRegistryIsMounted() {
    assertThat(publish(base).delivery())
        .isEqualTo(new Delivery.Pushed(received(), new BaseLayers.Mounted("team/flyway-base")));
    assertThat(received()).isBetween(1L, (long) Specimen.BIG);
  }

  @Test
  void theNextImageFindsTheBaseThere() {
    publish(base);
    registry.forgetRequests();

    Delivery next = publish(base, "new").delivery();

    assertThat(next).isEqualTo(new Delivery.Pushed(received(), new BaseLayers.There()));
  }

  @Test
  void theSameImageIsThere() {
    publish(base);

    assertThat(publish(base).delivery()).isEqualTo(new Delivery.WasThere());
  }

  /** ECR without the registry setting, or with another encryption key: it begins an upload. */
  @Test
  void aBaseThatTheRegistryDoesNotMountIsPushed() {
    registry.neverMount();

    assertThat(publish(base).delivery())
        .isEqualTo(new Delivery.Pushed(received(), new BaseLayers.Pushed()));
    assertThat(received()).isGreaterThan(Specimen.BIG);
  }

  @Test
  void aBaseOfAnotherRegistryIsPushed() {
    try (LocalRegistry hub = LocalRegistry.start()) {
      hub.put("base", "12", Specimen.base());

      assertThat(publish(hub.authority() + "/base:12").delivery())
          .isEqualTo(new Delivery.Pushed(received(), new BaseLayers.Pushed()));
    }
  }

  @Test
  void aTokenIsAskedForThatMayReadTheBaseToo() {
    registry.requireTokens();

    assertThat(publish(base).delivery())
        .isEqualTo(new Delivery.Pushed(received(), new BaseLayers.Mounted("team/flyway-base")));
    assertThat(registry.tokens())
        .contains(List.of("repository:team/flyway:pull,push", "repository:team/flyway-base:pull"));
  }

  /** As with Docker Hub (moby 20387, rust-oci-client 235). */
  @Test
  void aBaseThatMustNotBeMountedIsPushed() {
    registry.denyMounts();

    assertThat(publish(base).delivery())
        .isEqualTo(new Delivery.Pushed(received(), new BaseLayers.Pushed()));
  }

  /** Robot accounts of two organizations: neither may do anything in the other's (oras-go 840). */
  @Test
  void aBaseWithALoginOfItsOwnIsReadWithThatAndPushedWithTheOther() {
    registry.put("base", "12", Specimen.base());
    registry.requireTokens((user, repository) -> user.equals(robot(repository)));

    Delivery delivery =
        new JibImages(new Robots())
            .plan(specimen.spec(registry.authority() + "/base:12", target))
            .publish()
            .delivery();

    assertThat(delivery).isEqualTo(new Delivery.Pushed(received(), new BaseLayers.Pushed()));
  }

  private static final class Robots implements RegistryCredential.Source {
    @Override
    public Optional<RegistryCredential> loginFor(String registry) {
      return Optional.empty();
    }

    @Override
    public Optional<RegistryCredential> loginFor(String registry, String repository) {
      return Optional.of(new RegistryCredential(robot(repository), Secret.of("pw")));
    }
  }

  private static String robot(String repository) {
    return repository.replaceFirst("/.*", "") + "-robot";
  }

  @Test
  void aBaseInTheSameRepositoryNeedsNoSecondScope() {
    registry.put("team/flyway", "12", Specimen.base());
    registry.requireTokens();

    assertThat(publish(target + ":12").delivery())
        .isEqualTo(new Delivery.Pushed(received(), new BaseLayers.There()));
    assertThat(registry.tokens()).isNotEmpty().allMatch(scopes -> scopes.size() == 1);
  }

  private PublishedImage publish(String from) {
    return publish(from, "one");
  }

  private PublishedImage publish(String from, String text) {
    return new JibImages(host -> Optional.empty())
        .plan(specimen.spec(from, target, List.of(specimen.script("V1__customer.sql", text))))
        .publish();
  }

  /** The bytes that the registry has been sent. */
  private long received() {
    return registry.requests().stream().mapToLong(LoggedRequest::received).sum();
  }
}
