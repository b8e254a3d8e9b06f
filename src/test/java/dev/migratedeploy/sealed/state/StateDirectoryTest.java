package dev.migratedeploy.sealed.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Path host;
  private final Path root;

  StateDirectoryTest(@TempDir Path host) {
    this.host = host;
    this.root = host.resolve("lib/state");
  }

  @Test
  void itIsMadeForThisUserAlone() throws IOException {
    StateDirectory.at(root);

    assertThat(Files.getPosixFilePermissions(root))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxr-x---", "rwx-----x"})
  void oneThatOthersCanEnterIsRefused(String permissions) throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> StateDirectory.at(root))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("no other user can enter");
  }

  @Test
  void aLinkToAnotherPlaceIsRefused() throws IOException {
    StateDirectory.at(root);
    Path link = Files.createSymbolicLink(host.resolve("link"), root);

    assertThatThrownBy(() -> StateDirectory.at(link)).isInstanceOf(RefusedException.class);
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Path file = Files.createFile(host.resolve("file"));

    assertThatThrownBy(() -> StateDirectory.at(file)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> StateDirectory.at(file.resolve("below")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aJobsDirectoryGoesWithAllThatIsInItButNotWithWhatItsLinksLeadTo() throws IOException {
    Path outside = Files.createDirectory(host.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "");
    try (JobDirectory job = StateDirectory.at(root).claim(7, NOW)) {
      assertThat(job.path()).isEqualTo(root.resolve("job-7"));
      Files.createDirectories(job.path().resolve("a/b"));
      Files.writeString(job.path().resolve("a/b/c"), "");
      Files.createSymbolicLink(job.path().resolve("a/link"), outside);
    }

    assertThat(root).isEmptyDirectory();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void twoJobsHaveTheirOwn() {
    StateDirectory state = StateDirectory.at(root);
    try (JobDirectory first = state.claim(7, NOW);
        JobDirectory second = state.claim(8, NOW)) {
      assertThat(first.path()).isNotEqualTo(second.path());
    }
  }

  @Test
  void oneJobHasOneDriverAtATime() {
    StateDirectory state = StateDirectory.at(root);
    try (JobDirectory first = state.claim(7, NOW)) {
      assertThatThrownBy(() -> state.claim(7, NOW))
          .isInstanceOf(NotStartedException.class)
          .hasMessageContaining("another driver is at work on this job");
      assertThat(first.path()).isDirectoryContaining("glob:**/owner");
    }
  }

  @Test
  void cleaningLeavesAloneWhatADriverIsAtWorkOn() {
    StateDirectory state = StateDirectory.at(root);
    try (JobDirectory job = state.claim(7, NOW)) {
      assertThat(state.clean(NOW)).isEmpty();
      assertThat(job.path()).exists();
    }
  }

  @Test
  void cleaningRemovesWhatADeadDriverLeft() throws IOException {
    StateDirectory state = StateDirectory.at(root);
    left("job-7", Long.MAX_VALUE + " 1");
    // This process's number, but of another start: numbers come again.
    left("new-123", ProcessHandle.current().pid() + " 1");

    assertThat(state.clean(NOW)).isEmpty();
    assertThat(state.clean(NOW)).as("once more").isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void cleaningRemovesWhatNobodyHasSignedOnceItIsOld() throws IOException {
    StateDirectory state = StateDirectory.at(root);
    Path fresh = Files.createDirectories(root.resolve("new-1"));
    Path old = Files.createDirectories(root.resolve("new-2"));
    Path garbled = left("job-3", "garbled");
    Files.setLastModifiedTime(fresh, FileTime.from(NOW.minus(Duration.ofMinutes(1))));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(2))));
    Files.setLastModifiedTime(garbled, FileTime.from(NOW.minus(Duration.ofHours(2))));

    assertThat(state.clean(NOW)).isEmpty();
    assertThat(root).isDirectoryContaining(fresh::equals);
    assertThat(old).doesNotExist();
    assertThat(garbled).doesNotExist();
  }

  @Test
  void cleaningRemovesNothingThatTheDriverHasNotMade() throws IOException {
    StateDirectory state = StateDirectory.at(root);
    Path outside = Files.createDirectory(host.resolve("job-9"));
    left("somebody-elses", Long.MAX_VALUE + " 1");
    Files.createSymbolicLink(root.resolve("job-9"), outside);
    Files.writeString(root.resolve("job-10"), "a file");

    assertThat(state.clean(NOW)).isEmpty();
    assertThat(root.resolve("somebody-elses")).exists();
    assertThat(root.resolve("job-10")).exists();
    assertThat(outside).exists();
  }

  @Test
  void whatAKilledDriverOfTheSameJobLeftIsReplaced() throws IOException {
    StateDirectory state = StateDirectory.at(root);
    Path left = left("job-7", Long.MAX_VALUE + " 1");
    Files.writeString(left.resolve("V1__of_the_dead.sql"), "");

    try (JobDirectory job = state.claim(7, NOW)) {
      assertThat(job.path().resolve("V1__of_the_dead.sql")).doesNotExist();
    }
  }

  private Path left(String name, String owner) throws IOException {
    Path directory = Files.createDirectories(root.resolve(name));
    Files.writeString(directory.resolve("owner"), owner + "\n");
    return directory;
  }
}
