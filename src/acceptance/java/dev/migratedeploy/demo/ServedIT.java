package dev.migratedeploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.LocalCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the served demo prints is pasted into a shell, line for line. */
@EnabledIf(value = "gitIsInstalled", disabledReason = "git is not on the path")
class ServedIT {
  private static final List<String> OTHERS = List.of("curl", "aws", "skopeo", "psql");

  @Test
  void everyLineThatIsPrintedCanBePasted() throws Exception {
    try (LocalCloud cloud = LocalCloud.start()) {
      Demo.ENVIRONMENTS.forEach(cloud::addEnvironment);
      Project project = new Project(cloud);
      Map<String, byte[]> files =
          ProjectFiles.of(
              Path.of("db-migrations/migrate-deploy.yml"), Path.of("db-migrations/scripts"));
      assertThat(project.deploy(project.commit(files), "staging").exitCode()).isZero();
      int before = cloud.gitlab().deployments().all().size();

      try (Served served = Served.of(cloud, Story.after(files.keySet()).goodScript(), "staging")) {
        String log = paste(lines(served));

        assertThat(log)
            .contains("Result   APPLIED  the database had every script already")
            .contains("Result   LISTED")
            .contains("READY")
            .contains("Result   SAFE  a deploy would apply 1 script: V7__wish_list.sql")
            .contains("commented in merge request !1")
            .contains("Result   APPLIED  1 script applied, version 6 → 7")
            .doesNotContain("REFUSED", "not found", "You must specify a region");
        if (isInstalled("curl")) {
          assertThat(log).contains("### Migrations for staging");
        }
      }
      assertThat(cloud.gitlab().deployments().all().subList(before, before + 2))
          .allMatch(it -> it.status().equals("success") && it.environment().equals("staging"));
      assertThat(cloud.database().appliedScripts("staging")).contains("V7__wish_list.sql");
    }
  }

  private static List<String> lines(Served served) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    served.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("    "))
        .map(String::strip)
        .filter(line -> OTHERS.stream().noneMatch(it -> line.startsWith(it) && !isInstalled(it)))
        .toList();
  }

  private static String paste(List<String> lines) throws IOException, InterruptedException {
    Path script = Files.createTempFile("pasted", ".sh");
    try {
      Files.writeString(script, String.join("\n", lines) + "\n");
      Process shell =
          new ProcessBuilder("sh", "-e", "-x", script.toString()).redirectErrorStream(true).start();
      String log = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(log).isZero();
      return log;
    } finally {
      Files.delete(script);
    }
  }

  static boolean gitIsInstalled() {
    return isInstalled("git");
  }

  private static boolean isInstalled(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
