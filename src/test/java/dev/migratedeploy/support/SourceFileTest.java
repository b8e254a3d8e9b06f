package dev.migratedeploy.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SourceFileTest {
  private static final Path PATH = Path.of("V1__tea.sql");

  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void itIsReadWhenItIsNeededAndOnce() throws IOException {
    SourceFile file =
        new SourceFile(PATH, path -> ("read " + reads.incrementAndGet()).getBytes(UTF_8));

    assertThat(reads).hasValue(0);
    assertThat(file.bytes()).isEqualTo("read 1".getBytes(UTF_8)).isSameAs(file.bytes());
    assertThat(reads).hasValue(1);
  }

  @Test
  void whoReadsItAfterAFailureTriesAgain() {
    SourceFile file =
        new SourceFile(
            PATH,
            path -> {
              reads.incrementAndGet();
              throw new NoSuchFileException(path.toString());
            });

    assertThatThrownBy(file::bytes).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(file::bytes).isInstanceOf(NoSuchFileException.class);
    assertThat(reads).hasValue(2);
  }

  @Test
  void twoOfOnePathAreEqual() {
    assertThat(SourceFile.of(PATH)).isEqualTo(SourceFile.of(PATH)).hasToString("V1__tea.sql");
    assertThat(SourceFile.of(PATH)).isNotEqualTo(SourceFile.of(Path.of("V2__milk.sql")));
  }
}
