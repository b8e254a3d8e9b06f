package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TempDirectoryTest {
  private final Path killed = make("migrate-deploy-tmp-0of-the-killed");

  @AfterEach
  void removeWhatIsLeft() throws IOException {
    if (Files.exists(killed)) {
      DeleteRecursively.of(killed);
    }
  }

  @Test
  void itIsGoneWhenItIsClosed() throws IOException {
    Path path;
    try (TempDirectory work = TempDirectory.open()) {
      path = work.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/layer.tar"), "content");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void whatAKilledProcessHasLeftIsRemovedByTheNext() throws IOException {
    Files.writeString(killed.resolve("lock"), "");
    Files.writeString(killed.resolve("scripts.tar.gz"), "content");

    TempDirectory.open().close();

    assertThat(killed).doesNotExist();
  }

  @Test
  void whatALivingProcessHoldsStays() throws Exception {
    Path lock = Files.writeString(killed.resolve("lock"), "");
    try (Holder holder = Holder.of(lock)) {
      TempDirectory.open().close();
      assertThat(killed).exists();
    }
    TempDirectory.open().close();
    assertThat(killed).doesNotExist();
  }

  @Test
  void whatThisProcessHoldsStays() throws IOException {
    try (TempDirectory first = TempDirectory.open();
        TempDirectory second = TempDirectory.open()) {
      assertThat(first.path()).exists();
      assertThat(second.path()).exists().isNotEqualTo(first.path());
    }
  }

  @Test
  void whatIsBeingMadeStays() throws IOException {
    TempDirectory.open().close();

    assertThat(killed).exists();
  }

  /** In /tmp everybody may make a link with such a name. */
  @Test
  void aLinkToADirectoryIsNotFollowed() throws IOException {
    Path elsewhere = Files.createTempDirectory("home");
    Files.writeString(elsewhere.resolve("lock"), "");
    Path link = killed.resolveSibling("migrate-deploy-tmp-1link");
    Files.createSymbolicLink(link, elsewhere);
    try {
      TempDirectory.open().close();
      assertThat(elsewhere.resolve("lock")).exists();
    } finally {
      Files.delete(link);
      DeleteRecursively.of(elsewhere);
    }
  }

  private static Path make(String name) {
    try {
      return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another process that holds a lock. */
  private record Holder(Process process) implements AutoCloseable {
    static Holder of(Path lock) throws IOException {
      Path source = lock.resolveSibling("Hold.java");
      Files.writeString(
          source,
          """
          public class Hold {
            public static void main(String[] a) throws Exception {
              java.nio.channels.FileChannel c = java.nio.channels.FileChannel.open(
                  java.nio.file.Path.of(a[0]), java.nio.file.StandardOpenOption.WRITE);
              c.lock();
              System.out.println("held");
              System.in.read();
            }
          }
          """);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  source.toString(),
                  lock.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.inputReader().readLine()).isEqualTo("held");
      return new Holder(process);
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
