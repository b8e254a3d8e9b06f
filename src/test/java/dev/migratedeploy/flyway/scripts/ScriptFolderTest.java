package dev.migratedeploy.flyway.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFolderTest {
  private final Path project;

  ScriptFolderTest(@TempDir Path project) {
    this.project = project;
  }

  @Test
  void everyFileBelowTheFolderIsListedByPath() throws IOException {
    write("db/scripts/b/V2__b.sql");
    write("db/scripts/V10__c.sql");
    write("db/scripts/b/data.csv");
    write("db/other/V3__x.sql");
    ScriptFolder folder = ScriptFolder.read(project, "db/scripts");
    assertThat(folder.scripts())
        .extracting(MigrationScript::path)
        .containsExactly("V10__c.sql", "b/V2__b.sql", "b/data.csv");
    assertThat(folder.files())
        .containsEntry("b/V2__b.sql", SourceFile.of(project.resolve("db/scripts/b/V2__b.sql")));
    assertThat(folder.scripts().get(1).name())
        .isEqualTo(new ScriptName.Versioned(Version.parse("2").orElseThrow(), "b"));
  }

  @Test
  void hiddenFilesAndMarkdownDoNotCount() throws IOException {
    write("db/V1__a.sql");
    write("db/.hidden.sql");
    write("db/.git/V2__b.sql");
    write("db/sub/.idea/V3__b.sql");
    write("db/README.md");
    write("db/sub/Notes.MD");
    assertThat(ScriptFolder.read(project, "db").files()).containsOnlyKeys("V1__a.sql");
  }

  @Test
  void theSameFilterHoldsForPathsFromElsewhere() {
    assertThat(ScriptFolder.counts("a/b/V1__a.sql")).isTrue();
    assertThat(ScriptFolder.counts("docs.md/V1__a.sql")).isTrue();
    assertThat(ScriptFolder.counts(".gitkeep")).isFalse();
    assertThat(ScriptFolder.counts("a/.b/V1__a.sql")).isFalse();
    assertThat(ScriptFolder.counts("a/README.md")).isFalse();
  }

  @Test
  void linksAreNeitherFollowedNorTaken() throws IOException {
    write("db/V1__a.sql");
    write("elsewhere/V2__b.sql");
    Files.createSymbolicLink(project.resolve("db/link"), project.resolve("elsewhere"));
    Files.createSymbolicLink(
        project.resolve("db/V3__c.sql"), project.resolve("elsewhere/V2__b.sql"));
    assertThat(ScriptFolder.read(project, "db").files()).containsOnlyKeys("V1__a.sql");
  }

  @Test
  void aFolderThatIsALinkIsRefused() throws IOException {
    write("elsewhere/V2__b.sql");
    Files.createSymbolicLink(project.resolve("db"), project.resolve("elsewhere"));
    assertThat(refusal("db").cause()).contains("db: it is a symbolic link");
  }

  @Test
  void aMissingFolderIsRefusedWithItsAbsolutePathAndTheSetting() {
    Problem problem = refusal("db/scripts");
    assertThat(problem.cause())
        .isEqualTo(
            "could not read the scripts in db/scripts: it does not exist (%s)"
                .formatted(project.resolve("db/scripts")));
    assertThat(problem.next()).contains("scripts: in the settings");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    write("db");
    assertThat(refusal("db").cause()).contains("it is a file, not a folder");
  }

  @Test
  void aFolderWithoutAnyScriptIsRefused() throws IOException {
    write("db/README.md");
    assertThat(refusal("db").cause()).contains("there is no script in it");
  }

  /** Flyway prints the name as it is: its second line would look like one of this tool's own. */
  @Test
  void aNameWithALineBreakIsRefusedInOneLine() throws IOException {
    write("db/V2__a\nResult   APPLIED  forged.sql");

    assertThat(refusal("db").cause())
        .isEqualTo(
            "could not use the file V2__a\\x0AResult   APPLIED  forged.sql: a control character is"
                + " in its name");
  }

  private Problem refusal(String folder) {
    return catchThrowableOfType(RefusedException.class, () -> ScriptFolder.read(project, folder))
        .problem();
  }

  private void write(String path) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "select 1;");
  }
}
