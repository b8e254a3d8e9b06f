package dev.migratedeploy.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, with a Java that only says what it is to do. */
class LauncherTest {
  private final Home home;

  LauncherTest(@TempDir Path work) throws IOException {
    home = Home.in(work.resolve("root"));
    Path java = home.runtime().resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    home.finish();
  }

  @ParameterizedTest
  @CsvSource({
    "--env staging, deploy.aot",
    "plan --env staging -- -outOfOrder=true, deploy.aot",
    "--version, help.aot",
    "plan --help, help.aot",
    "completion bash, help.aot",
  })
  void eachCommandHasTheCacheThatItIsTrainedOn(String arguments, String cache) throws IOException {
    for (Path file : home.caches().values()) {
      Files.createFile(file);
    }

    assertThat(start(arguments.split(" ")))
        .filteredOn(option -> option.startsWith("-XX:AOT"))
        .singleElement()
        .asString()
        .startsWith("-XX:AOTCache=")
        .endsWith("/" + cache);
  }

  @Test
  void withoutACacheTheRunMakesIt() {
    assertThat(start("--env", "staging"))
        .anyMatch(option -> option.matches("-XX:AOTCacheOutput=.*/deploy\\.aot"));
  }

  @Test
  void argumentsArriveAsTheyAre() {
    assertThat(start("--env", "a b", "--", "", "*"))
        .endsWith("dev.migratedeploy.MigrateDeploy", "--env", "a b", "--", "", "*");
  }

  private List<String> start(String... arguments) {
    return Command.of(home.launcher().toString()).and(List.of(arguments)).output().lines().toList();
  }
}
