package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every way to skip a test leaves a note, a whole class that gives up too. */
@NullMarked
class SkippedTestsTest {
  private final Path notes;

  SkippedTestsTest(@TempDir Path folder) {
    notes = folder.resolve("new").resolve("notes");
  }

  static final class OneOfEach {
    @Test
    void runs() {}

    @Test
    void givesUp() {
      assumeTrue(false, "one is not on the path");
    }

    @Test
    @EnabledIf(value = "never", disabledReason = "two is not on the path")
    void isOff() {}

    static boolean never() {
      return false;
    }
  }

  static final class GivesUpAtOnce {
    @BeforeAll
    static void giveUp() {
      assumeTrue(false, "three is not on the path");
    }

    @Test
    void neverRuns() {}
  }

  @Disabled("four")
  static final class Off {
    @Test
    void neverRuns() {}
  }

  @Test
  void eachIsNotedWithItsReason() throws IOException {
    run(OneOfEach.class);
    run(GivesUpAtOnce.class, Off.class);

    assertThat(notes)
        .content()
        .contains(
            "SkippedTestsTest$OneOfEach.givesUp\tone is not on the path\n",
            "SkippedTestsTest$OneOfEach.isOff\ttwo is not on the path\n",
            "SkippedTestsTest$GivesUpAtOnce\tthree is not on the path\n",
            "SkippedTestsTest$Off\tfour\n")
        .doesNotContain("runs");
  }

  @Test
  void whatAnEarlierBuildHasLeftIsGone() throws IOException {
    Files.createDirectories(notes.getParent());
    Files.writeString(notes, "Old\tgone\n");

    run(OneOfEach.class);

    assertThat(notes).content().doesNotContain("Old");
  }

  private void run(Class<?>... classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
            .build();
    LauncherConfig quiet =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new SkippedTests(Optional.of(notes)))
            .build();
    LauncherFactory.create(quiet).execute(request);
  }
}
