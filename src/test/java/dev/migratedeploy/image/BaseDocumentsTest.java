package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a base an image's manifest carries. */
class BaseDocumentsTest {
  @Test
  void whatIsOrdinaryIsCarried() {
    assertThat(BaseDocuments.annotations(List.of(document("{}"), document("a".repeat(1 << 20)))))
        .containsOnlyKeys("dev.migratedeploy.base.1", "dev.migratedeploy.base.2");
  }

  /** A registry takes manifests of 4 MiB, and counts bytes. */
  @Test
  void whatNoRegistryWouldTakeIsNot() {
    assertThat(BaseDocuments.annotations(List.of(document("€".repeat(1_000_000))))).isEmpty();
  }

  private static ImageDocument document(String text) {
    return new ImageDocument("sha256:" + "a".repeat(64), text);
  }
}
