package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageLayerTest {
  @Test
  void filesStandInTheOrderOfTheirPaths() {
    ImageFile upper = new ImageFile("/sql/B.sql", Path.of("1"));
    ImageFile lower = new ImageFile("/sql/a.sql", Path.of("2"));
    ImageFile folder = new ImageFile("/sql/a/c.sql", Path.of("0"));

    assertThat(new ImageLayer("scripts", List.of(folder, lower, upper)).files())
        .containsExactly(upper, lower, folder);
  }
}
