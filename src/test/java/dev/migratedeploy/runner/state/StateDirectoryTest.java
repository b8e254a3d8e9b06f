package dev.migratedeploy.runner.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {
  private final Path host;
  private final Path root;
  private final WaitableClock ticker = new VirtualTicker();

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
    try (JobDirectory job = StateDirectory.at(root).claim(7, ticker)) {
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
    try (JobDirectory first = state.claim(7, ticker);
        JobDirectory second = state.claim(8, ticker)) {
      assertThat(first.path()).isNotEqualTo(second.path());
    }
  }

  @Test
  void oneJobHasOneDriverAtATime() {
    StateDirectory state = StateDirectory.at(root);
    try (JobDirectory first = state.claim(7, ticker)) {
      assertThatThrownBy(() -> state.claim(7, ticker))
          .isInstanceOf(NotStartedException.class)
          .hasMessageContaining("another driver is at work on this job");
      assertThat(first.path()).exists();
    }
  }

  @Test
  void cleaningLeavesAloneWhatADriverIsAtWorkOn() {
    StateDirectory state = StateDirectory.at(root);
    try (JobDirectory job = state.claim(7, ticker)) {
      assertThat(state.clean()).isEmpty();
      assertThat(job.path()).exists();
    }
  }

  @Test
  void cleaningLeavesAloneWhatALivingProcessIsAtWorkOnAndRemovesItOnceItIsKilled()
      throws IOException {
    try (OtherDriver driver = OtherDriver.claiming(root, 7)) {
      assertThat(state().clean()).isEmpty();
      assertThat(root.resolve("job-7/scripts/V1__tea.sql")).exists();
      assertThatThrownBy(() -> state().claim(7, ticker))
          .isInstanceOf(NotStartedException.class)
          .hasMessageContaining("another driver is at work on this job");

      driver.kill();

      assertThat(state().clean()).isEmpty();
      assertThat(state().clean()).as("once more").isEmpty();
      assertThat(root).isEmptyDirectory();
    }
  }

  /** No clock has a say in it: NTP may set a runner's by hours while a job runs. */
  @Test
  void neitherTheAgeNorTheFutureOfADirectoryCounts() throws IOException {
    try (JobDirectory job = state().claim(7, ticker)) {
      for (String time : List.of("1970-01-02T00:00:00Z", "2099-01-01T00:00:00Z")) {
        FileTime other = FileTime.from(Instant.parse(time));
        Files.setLastModifiedTime(root.resolve("job-7.lock"), other);
        Files.setLastModifiedTime(job.path(), other);

        assertThat(state().clean()).isEmpty();
        assertThat(job.path()).exists();
      }
    }
  }

  /** Numbers of processes mean nothing in another container, so that none is written down. */
  @Test
  void theLockFileSaysWhichKernelHoldsItAndNoProcess() throws IOException {
    StateDirectory state = StateDirectory.at(root, new Kernel("boot-1"));
    try (JobDirectory job = state.claim(7, ticker)) {
      assertThat(root.resolve("job-7.lock")).hasContent("boot-1");
      assertThat(job.path()).isEmptyDirectory();
    }
  }

  @Test
  void whatWasLeftBeforeTheMachinesLastStartIsRemovedFromADiskOfItsOwn() throws IOException {
    assertThat(state().path()).isEqualTo(root);
    left("job-7", "boot-0");

    assertThat(StateDirectory.at(root, new Kernel("boot-1")).clean()).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "nfs4, true",
    "NFS, true",
    "cifs, true",
    "smb3, true",
    "9p, true",
    "virtiofs, true",
    "fuse.s3fs, true",
    "ext4, false",
    "xfs, false",
    "tmpfs, false",
    "overlay, false",
    "btrfs, false",
    "zfs, false"
  })
  void onADriveOfSeveralMachinesALockProvesLess(String type, boolean shared) {
    assertThat(Kernel.isShared(type)).isEqualTo(shared);
  }

  @Test
  void aKilledDriverMayHaveComeNoFurtherThanItsLockFile() throws IOException {
    StateDirectory state = state();
    Files.writeString(root.resolve("job-7.lock"), "");

    assertThat(state.clean()).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void whatAnOlderVersionMadeIsLeftAloneAndSaid() throws IOException {
    StateDirectory state = state();
    for (String name : List.of("job-7", "new-123")) {
      Path directory = Files.createDirectories(root.resolve(name));
      Files.writeString(directory.resolve("owner"), ProcessHandle.current().pid() + " 1\n");
    }

    assertThat(state.clean()).hasSize(2).allMatch(line -> line.contains("version 0.1.0 made it"));
    assertThat(root.resolve("job-7")).exists();
  }

  @Test
  void cleaningRemovesNothingThatTheDriverHasNotMade() throws IOException {
    StateDirectory state = StateDirectory.at(root);
    Path outside = Files.createDirectory(host.resolve("job-9"));
    left("somebody-elses", "");
    Files.createSymbolicLink(root.resolve("job-9"), outside);
    Files.writeString(root.resolve("job-10"), "a file");

    assertThat(state.clean()).isEmpty();
    assertThat(root.resolve("somebody-elses")).exists();
    assertThat(root.resolve("job-10")).exists();
    assertThat(outside).exists();
  }

  @Test
  void whatAKilledDriverOfTheSameJobLeftIsReplaced() throws IOException {
    StateDirectory state = StateDirectory.at(root);
    Path left = left("job-7", "");
    Files.writeString(left.resolve("V1__of_the_dead.sql"), "");

    try (JobDirectory job = state.claim(7, ticker)) {
      assertThat(job.path().resolve("V1__of_the_dead.sql")).doesNotExist();
    }
  }

  private StateDirectory state() {
    return StateDirectory.at(root);
  }

  /** As a killed driver leaves it. */
  private Path left(String name, String boot) throws IOException {
    Path directory = Files.createDirectories(root.resolve(name));
    Files.writeString(root.resolve(name + ".lock"), boot + "\n");
    return directory;
  }
}
