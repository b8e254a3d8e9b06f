package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.LoggedRequest;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibAccessTest {
  private final LocalRegistry registry = LocalRegistry.start();
  private final String base = registry.authority() + "/base:12";
  private final String target = registry.authority() + "/team/flyway";

  JibAccessTest() {
    registry.put("base", "12", Specimen.base());
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aTriedPushIsTakenBackAndSendsNoByte() {
    access(base).tryPush();

    assertThat(registry.requests())
        .filteredOn(request -> !request.method().matches("GET|HEAD"))
        .extracting(LoggedRequest::method, LoggedRequest::status)
        .containsExactly(tuple("POST", 202), tuple("DELETE", 204));
    assertThat(registry.tags("team/flyway")).isEmpty();
  }

  @Test
  void whoMayNotPushIsRefused() {
    registry.denyPush("team/flyway");

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> access(base).tryPush());

    assertThat(refused.problem().cause())
        .contains("could not push to " + target)
        .contains("not authorized to push");
  }

  @Test
  void aRepositoryThatNobodyCreatedIsNamed() {
    registry.requireCreatedRepositories("123456789012");

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> access(base).tryPush());

    assertThat(refused.problem().cause()).contains("'team/flyway' does not exist");
    assertThat(refused.problem().next()).contains("create the repository");
  }

  @Test
  void theBaseIsFoundOrNamed() {
    assertThat(access(base).baseDigest()).startsWith("sha256:");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> access(registry.authority() + "/base:13").baseDigest())
        .withMessageContaining("there is no base image");
  }

  @Test
  void theBasesManifestIsReadOnceByATagAndByADigest(@TempDir Path directory) throws Exception {
    String digest = access(base).baseDigest();
    for (String name : List.of(base, registry.authority() + "/base@" + digest)) {
      int before = manifestsRead();
      JibAccess access = access(name);

      assertThat(access.baseDigest()).isEqualTo(digest);
      access.pull(new Specimen(directory).spec(name, target));

      assertThat(manifestsRead() - before).as(name).isEqualTo(1);
    }
  }

  private int manifestsRead() {
    return (int)
        registry.requests().stream()
            .filter(request -> request.path().startsWith("/v2/base/manifests/"))
            .count();
  }

  /** Of an index the image for the task's architecture; no layer is read. */
  @Test
  void whatATaskPullsIsWhatTheManifestSaysAndWhatADeployAdds(@TempDir Path directory)
      throws Exception {
    ImageSpec spec = new Specimen(directory).spec(base, target);
    long layers = Specimen.base().layers().stream().mapToLong(layer -> layer.blob().length).sum();

    PullSize pull = access(base).pull(spec);

    assertThat(pull.base()).isEqualTo(layers);
    long own = 0;
    for (BuiltLayer layer : BuiltLayer.digests(spec)) {
      own += layer.descriptor().getSize();
    }
    assertThat(pull.own()).isEqualTo(own).isBetween(100L, 100_000L);
    assertThat(pull.whole()).isEqualTo(layers + own);
  }

  private JibAccess access(String baseImage) {
    return new JibAccess(host -> Optional.empty(), baseImage, target, pause -> {});
  }
}
