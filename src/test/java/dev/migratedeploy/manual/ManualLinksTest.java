package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManualLinksTest {
  /** GitLab shows it as the project's first page: a newcomer reads it in one go. */
  private static final int LONGEST_README = 250;

  static List<ManualPage> pages() {
    return ManualPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFileAndAHeadingThatAreThere(ManualPage page) {
    for (String link : page.links()) {
      if (!link.startsWith("https://")) {
        String[] parts = link.split("#", 2);
        Path target =
            parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        assertThat(target).as("%s links to %s", page.file(), link).exists();
        if (parts.length == 2) {
          assertThat(at(target).anchors())
              .as("%s links to %s", page.file(), link)
              .contains(parts[1]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageIsReachedFromTheReadme(ManualPage page) {
    if (!page.file().equals(ManualPage.README)) {
      assertThat(ManualPage.readme().links()).contains(page.file().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noHeadingIsThereTwice(ManualPage page) {
    assertThat(page.anchors()).as(page.file().toString()).doesNotHaveDuplicates();
  }

  @Test
  void theReadmeIsShort() {
    assertThat(ManualPage.readme().text().lines().count()).isLessThanOrEqualTo(LONGEST_README);
  }

  private static ManualPage at(Path file) {
    assertThat(Files.isRegularFile(file)).as("%s has headings", file).isTrue();
    return ManualPage.all().stream()
        .filter(page -> page.file().equals(file))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " is no page of the manual"));
  }
}
