package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleet}, as far as it goes without anything outside. */
class FleetCommandTest {
  private final Prompt prompt;

  FleetCommandTest(@TempDir Path directory) {
    prompt =
        new Prompt(directory)
            .write(Prompt.CONFIG, Prompt.SETTINGS)
            .write("db-migrations/scripts/V1__a.sql", "select 1;")
            .with("CI_PROJECT_PATH", "shop/orders");
  }

  @Test
  void anEnvironmentOfOneDatabaseIsRefusedWithTheCommandThatShowsIt() {
    assertThat(prompt.run("fleet", "--env", "staging").exits(2).output())
        .contains("REFUSED  environment staging is one database: its settings have no targets")
        .contains("Next     migrate-deploy info --env staging shows what is in it");
  }
}
