package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.support.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many requests a publish takes, and how many bytes. Every registry here wants a login. */
class PublishTrafficTest {
  /** As many as the images have that Flyway is most often run from. */
  private static final int LAYERS = 12;

  private static final int LAYER_BYTES = 100_000;
  private static final int MOST_REQUESTS = 12;
  private static final int MOST_BYTES = 64 * 1024;

  private final LocalRegistry registry = LocalRegistry.start();
  private final AtomicInteger logins = new AtomicInteger();
  private final String target = registry.authority() + "/team/flyway";
  private final String base = registry.authority() + "/base:12";
  private final Digest baseDigest;
  private final Specimen specimen;

  PublishTrafficTest(@TempDir Path directory) {
    specimen = new Specimen(directory);
    registry.requireLogin((user, password) -> user.equals("ci") && password.equals("pw"));
    baseDigest = registry.put("base", "12", base());
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void anImageThatIsThereTakesOneRequest() {
    String byDigest = registry.authority() + "/base@" + baseDigest;
    publish(specimen.spec(byDigest, target));
    registry.forgetRequests();

    PublishedImage again = publish(specimen.spec(byDigest, target));

    assertThat(again.alreadyThere()).isTrue();
    assertThat(registry.requests()).hasSize(1);
    assertThat(received()).isZero();
  }

  @Test
  void aBaseNamedByATagTakesOneMoreSinceATagMayMove() {
    publish(specimen.spec(base, target));
    registry.forgetRequests();

    publish(specimen.spec(base, target));

    assertThat(registry.requests())
        .extracting(LoggedRequest::path)
        .first()
        .isEqualTo("/v2/base/manifests/12");
    assertThat(registry.requests()).hasSize(2);
    assertThat(received()).isZero();
  }

  @Test
  void aChangedScriptTakesTwelveRequestsAndNoByteOfTheBase() {
    PublishedImage before = publish(specimen.spec(base, target));
    registry.forgetRequests();

    PublishedImage image = publish(Specimen.after(before.reference(), changed(target)));

    assertThat(image.alreadyThere()).isFalse();
    assertThat(registry.requests()).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(received()).isBetween(1L, (long) MOST_BYTES);
    assertThat(sent()).isLessThan(LAYER_BYTES);
  }

  @Test
  void withTheObserverAChangedScriptTakesNoRequestMore() {
    PublishedImage before = publish(observed(specimen.spec(base, target)));
    registry.forgetRequests();

    PublishedImage image = publish(Specimen.after(before.reference(), observed(changed(target))));

    assertThat(image.alreadyThere()).isFalse();
    assertThat(registry.requests()).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(received()).isBetween(1L, (long) MOST_BYTES);
  }

  /** As with the first deploy after an update. */
  @Test
  void theFirstImageWithTheObserverAsksForItOnce() {
    publish(specimen.spec(base, target));
    registry.forgetRequests();
    publish(changed(target));
    long without = heads();
    registry.forgetRequests();

    publish(observed(specimen.spec(base, target)));

    assertThat(heads()).isLessThanOrEqualTo(without + 1);
  }

  private long heads() {
    return registry.requests().stream().filter(it -> it.method().equals("HEAD")).count();
  }

  private static ImageSpec observed(ImageSpec spec) {
    return new ImageSpec(
        spec.base(),
        spec.repository(),
        spec.architecture(),
        Entrypoint.ofFlyway(List.of("flyway"), "filesystem:/flyway/sql", true),
        spec.scripts(),
        spec.extra(),
        spec.previous());
  }

  @Test
  void whereNoImageWasBeforeEachLayerIsAskedForAndNoneIsMoved() {
    publish(specimen.spec(base, target));
    registry.forgetRequests();

    publish(changed(target));

    assertThat(registry.requests())
        .filteredOn(request -> request.method().equals("HEAD"))
        .hasSizeGreaterThanOrEqualTo(LAYERS)
        .allMatch(request -> request.status() == 200);
    assertThat(received()).isBetween(1L, (long) MOST_BYTES);
    assertThat(sent()).isLessThan(LAYER_BYTES);
  }

  @Test
  void anImageBeforeThatIsGoneProvesNothing() {
    String gone = target + "@" + Digest.of(new byte[1]);

    PublishedImage image = publish(Specimen.after(gone, specimen.spec(base, target)));

    assertThat(registry.tags("team/flyway")).containsExactly(image.tag());
  }

  @Test
  void anImageOfAnotherRepositoryProvesNothing() {
    PublishedImage elsewhere = publish(specimen.spec(base, registry.authority() + "/other"));

    PublishedImage image =
        publish(Specimen.after(elsewhere.reference(), specimen.spec(base, target)));

    assertThat(registry.tags("team/flyway")).containsExactly(image.tag());
  }

  @Test
  void aBaseOfTheSameRegistryIsMountedAndNotMoved() {
    publish(specimen.spec(base, target));

    assertThat(registry.requests())
        .filteredOn(request -> request.method().equals("POST") && request.status() == 201)
        .hasSize(LAYERS);
    assertThat(received()).isBetween(1L, (long) MOST_BYTES);
    assertThat(sent()).isLessThan(LAYER_BYTES);
  }

  @Test
  void aRegistryIsLoggedInToOnce() {
    JibImages images = images();

    images.plan(specimen.spec(base, target)).publish();

    assertThat(logins).hasValue(1);
    assertThat(registry.requests()).noneMatch(request -> request.status() == 401);
  }

  private ImageSpec changed(String repository) {
    return specimen.spec(
        base,
        repository,
        List.of(
            specimen.script("V1__customer.sql", "one"), specimen.script("V3__order.sql", "three")));
  }

  /** Each time as on a machine that has never seen any of it. */
  private PublishedImage publish(ImageSpec spec) {
    return images().plan(spec).publish();
  }

  private JibImages images() {
    return new JibImages(
        host -> {
          logins.incrementAndGet();
          return Optional.of(new RegistryCredential("ci", Secret.of("pw")));
        });
  }

  private long received() {
    return registry.requests().stream().mapToLong(LoggedRequest::received).sum();
  }

  private long sent() {
    return registry.requests().stream().mapToLong(LoggedRequest::sent).sum();
  }

  private static LayeredImage base() {
    Random random = new Random(1);
    return new LayeredImage(
        IntStream.range(0, LAYERS)
            .mapToObj(
                number -> {
                  byte[] bytes = new byte[LAYER_BYTES];
                  random.nextBytes(bytes);
                  return new TarLayer().file("lib/" + number, bytes, 0644).gzip();
                })
            .toList(),
        Map.of("Entrypoint", List.of("flyway")));
  }
}
