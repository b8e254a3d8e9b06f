package dev.migratedeploy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MachineFailureTest {
  private final Path directory;

  MachineFailureTest(@TempDir Path directory) {
    this.directory = directory;
  }

  static Stream<Arguments> lacks() {
    return Stream.of(
        // crosscloudci 219, kaniko 1945: a full disk on the runner
        arguments(disk("No space left on device"), "the disk of this machine is full", true),
        arguments(new IOException("No space left on device"), "No space left on device", true),
        arguments(
            new FileNotFoundException("/tmp/x.tar (No space left on device)"),
            "the disk of this machine is full (/tmp/x.tar (No space left on device))",
            true),
        arguments(disk("Disk quota exceeded"), "the disk quota of this user is used up", true),
        // Stirling-PDF 339, spring-boot 8578: a container with a read-only root
        arguments(disk("Read-only file system"), "a file system of this machine is read", false),
        arguments(
            new ReadOnlyFileSystemException(), "a file system of this machine is read", false),
        arguments(new SocketException("Too many open files"), "may not open more files", false),
        arguments(
            new IOException("Cannot run program \"git\": error=24, Too many open files"),
            "may not open more files",
            false),
        arguments(disk("Too many open files in system"), "allows no more open files", true),
        arguments(
            new IOException("Cannot run program \"squawk\": error=12, Cannot allocate memory"),
            "has no memory left",
            true),
        arguments(
            new IOException("Cannot run program \"x\": error=11, Resource temporarily unavailable"),
            "allows no more processes",
            true),
        arguments(disk("File too large"), "larger than this process may write", false),
        arguments(disk("Input/output error"), "a disk of this machine failed", true),
        arguments(disk("Stale file handle"), "a network file system", true),
        // renaissance 93, XLT 118: out of memory, and an exit code of 0
        arguments(new OutOfMemoryError("Java heap space"), "ran out of memory (Java heap", false),
        arguments(new OutOfMemoryError("Metaspace"), "ran out of memory (Metaspace)", false),
        arguments(new OutOfMemoryError("GC overhead limit exceeded"), "ran out of memory", false),
        arguments(new OutOfMemoryError(), "ran out of memory", false),
        // buildfarm 1267, dotnet/runtime 55964: it is the limit of processes, not the memory
        arguments(
            new OutOfMemoryError(
                "unable to create native thread: possibly out of memory or process/resource limits"
                    + " reached"),
            "this machine allows no more threads",
            true),
        // docker-zulu 7: File.createTempFile does not name its file
        arguments(
            new IOException("No such file or directory"),
            "could not make a file in the temporary directory",
            false));
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void whatTheMachineDidNotHaveIsTold(Throwable failure, String words, boolean passes) {
    MachineFailure lack = of(failure).orElseThrow();

    assertThat(lack.cause()).contains(words).doesNotContain("java.").doesNotContain("Exception");
    assertThat(lack.passes()).isEqualTo(passes);
    assertThat(lack.next()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void itIsFoundBehindOtherExceptions(Throwable failure, String words, boolean passes) {
    Throwable wrapped =
        failure instanceof IOException io
            ? new IllegalStateException(new UncheckedIOException("could not read", io))
            : new ExceptionInInitializerError(failure);

    assertThat(of(wrapped).orElseThrow().cause()).contains(words);
  }

  static Stream<Throwable> others() {
    return Stream.of(
        new NullPointerException(),
        new StackOverflowError(),
        new NoClassDefFoundError("dev/migratedeploy/Missing"),
        new IOException("Connection reset"),
        new IOException("registry: write /var/lib/registry: no space left on device"),
        // What a server says of its own disk.
        new OfALibrary("No space left on device"),
        new IllegalStateException("No space left on device"),
        new NoSuchFileException("/project/db-migrations/migrate-deploy.yml"),
        new AccessDeniedException("/project/db-migrations/migrate-deploy.yml"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherFailuresAreNotTheMachines(Throwable failure) {
    assertThat(of(failure)).isEmpty();
  }

  /** SAP/jenkins-library 3478, docker-hardened-images 225, aws-crt-java 144. */
  @Test
  void aTemporaryDirectoryThatIsMissingIsNamed() {
    Path missing = directory.resolve("no-tmp");

    MachineFailure lack =
        MachineFailure.of(new NoSuchFileException(missing + "/migrate-deploy-image77"), missing)
            .orElseThrow();

    assertThat(lack.cause()).isEqualTo("the temporary directory " + missing + " does not exist");
    assertThat(lack.next()).contains("-Djava.io.tmpdir=DIR");
    assertThat(lack.passes()).isFalse();
  }

  /** The project itself may lie in the temporary directory. */
  @Test
  void aFileThatIsMissingFromATemporaryDirectoryThatIsThereIsNoLack() {
    assertThat(of(new NoSuchFileException(directory.resolve("settings.yml").toString()))).isEmpty();
    assertThat(of(new AccessDeniedException(directory.resolve("settings.yml").toString())))
        .isEmpty();
  }

  @Test
  void causesThatNameEachOtherEndTheSearch() {
    IllegalStateException one = new IllegalStateException("one");
    one.initCause(new IllegalArgumentException("other", one));

    assertThat(of(one)).isEmpty();
  }

  private Optional<MachineFailure> of(Throwable failure) {
    return MachineFailure.of(failure, directory);
  }

  private static FileSystemException disk(String reason) {
    return new FileSystemException("/builds/shop/report/result.json", null, reason);
  }

  private static final class OfALibrary extends IOException {
    private static final long serialVersionUID = 1;

    OfALibrary(String message) {
      super(message);
    }
  }
}
