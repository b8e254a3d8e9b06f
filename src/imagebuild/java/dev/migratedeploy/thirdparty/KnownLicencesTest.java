package dev.migratedeploy.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownLicencesTest {
  private static final KnownLicences KNOWN =
      KnownLicences.of(
          """
          # A comment.
          allowed MIT
          allowed BSD-3-Clause
          name The MIT License = MIT
          name Sleepycat = Sleepycat
          of org.example:* = MIT
          of org.example:copied = BSD-3-Clause
          """);

  private final Path folder;

  KnownLicencesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everythingThatMayNotBePassedOnIsSaidAtOnce() throws IOException {
    List<Component> found =
        components(
            "org.a:fine:1\tThe MIT License",
            "org.b:banned:2\tSleepycat",
            "org.c:unnamed:3\t",
            "org.d:unheard:4\tA Licence of My Own");

    assertThatThrownBy(() -> KNOWN.check(found))
        .isInstanceOf(ThirdPartyException.class)
        .hasMessageContaining("pkg:maven/org.b/banned@2 is under Sleepycat")
        .hasMessageContaining("pkg:maven/org.c/unnamed@3 is under no known licence")
        .hasMessageContaining("pkg:maven/org.d/unheard@4 is under no known licence")
        .hasMessageContaining("allow it in licences.txt")
        .hasMessageNotContaining("org.a");
  }

  @Test
  void aChoiceWithOneThatIsAllowedIsFine() throws IOException {
    List<Component> found = components("org.a:choice:1\tSleepycat|The MIT License");

    assertThat(found.get(0).licence()).hasValue(new LicenceExpression("Sleepycat OR MIT"));
    assertThatCode(() -> KNOWN.check(found)).doesNotThrowAnyException();
  }

  /** purldb#154: a parent's POM says Apache-2.0 of code that is under BSD-3-Clause. */
  @Test
  void whatSomebodyHasReadInTheJarGoesBeforeThePom() throws IOException {
    assertThat(components("org.example:copied:1\tThe MIT License").get(0).licence())
        .hasValue(new LicenceExpression("BSD-3-Clause"));
  }

  /** dockstore#3365: a licence that is said of one version is silently unknown of the next. */
  @Test
  void aLicenceIsSaidOfAllVersionsOrOfAWholeGroup() throws IOException {
    assertThat(components("org.example:any:1\t", "org.example:any:2\t"))
        .extracting(Component::licence)
        .containsOnly(Optional.of(new LicenceExpression("MIT")));
  }

  private List<Component> components(String... lines) throws IOException {
    Path list = Files.write(folder.resolve("list.txt"), List.of(lines));
    return new MavenComponents(KNOWN, folder).in(list);
  }
}
