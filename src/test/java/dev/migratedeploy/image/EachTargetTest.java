package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of people's own loops: a URL for each schema, one of which fails. */
class EachTargetTest {
  private static final String SHELLS = "dev.migratedeploy.image.Shell#all";

  private final Path root;

  EachTargetTest(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aSchemaThatFailsInTheMiddleIsToldAndDoesNotHideTheOthers(Shell shell) throws Exception {
    String flyway = "echo \"$FLYWAY_URL\"\ncase $FLYWAY_URL in *=b*) exit 1 ;; esac\n";

    assertThat(
            TargetsContainer.of(root, flyway)
                .log(
                    shell,
                    Map.of(
                        "MIGRATE_DEPLOY_TARGETS",
                        """
                        FLYWAY_URL
                        a\tjdbc:postgresql://db:5432/shop?currentSchema=a&ssl=true
                        b\tjdbc:postgresql://db:5432/shop?currentSchema=b&ssl=true
                        c\tjdbc:postgresql://db:5432/shop?currentSchema=c&ssl=true"""),
                    "migrate"))
        .isEqualTo(
            """
            [migrate-deploy] begin target=a
            jdbc:postgresql://db:5432/shop?currentSchema=a&ssl=true
            [migrate-deploy] end target=a exit=0 lines=1
            [migrate-deploy] begin target=b after=0
            jdbc:postgresql://db:5432/shop?currentSchema=b&ssl=true
            [migrate-deploy] end target=b exit=1 lines=1
            [migrate-deploy] begin target=c after=1
            jdbc:postgresql://db:5432/shop?currentSchema=c&ssl=true
            [migrate-deploy] end target=c exit=0 lines=1
            [migrate-deploy] tried 3 of 3 targets after=0
            [migrate-deploy] end exit=1 lines=10
            """);
  }
}
