package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody who may push has put another image under the tag of a commit's image. */
class TakenImageIT extends EndToEnd {
  /** It does nothing, and says that all is well. */
  private static final LayeredImage OTHER =
      new LayeredImage(
          List.of(
              new TarLayer()
                  .file(
                      "migrate-deploy/run",
                      "#!/bin/sh\necho '[migrate-deploy] end exit=0 lines=0'\n",
                      0755)
                  .gzip()),
          Map.of("Entrypoint", List.of("/migrate-deploy/run")));

  @Test
  void theCommitsOwnImageRunsAndTheOtherOneIsNamed() {
    List<String> before = cloud.registry().tags("flyway");
    String sha = commit(Map.of("V1__tea.sql", "CREATE TABLE tea (taken_image int);"));
    assertExit(deploy(sha), 0, "Result   APPLIED  1 script");
    List<String> tags = new ArrayList<>(cloud.registry().tags("flyway"));
    tags.removeAll(before);
    String tag = tags.get(0);
    Digest other = cloud.registry().put("flyway", tag, OTHER);

    assertExit(
        deploy(sha, "--force"),
        0,
        "the tag " + tag + " in",
        "names another image (" + other + ")",
        "Schema \"public\" is up to date",
        "Result   APPLIED");
    assertThat(applied()).containsExactly("V1__tea.sql");
    assertThat(cloud.registry().manifest("flyway", tag).orElseThrow().digest()).isEqualTo(other);
  }
}
