package dev.migratedeploy.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.runner.policy.Policy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy file of the manual, for somebody to copy. */
class PolicyExampleTest {
  @Test
  void itIsOne(@TempDir Path directory) throws IOException {
    String text =
        Files.readString(Path.of("src/site/markdown/sealed-runner.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("# /etc/migrate-deploy/policy.yml"))
            .takeWhile(line -> !line.startsWith("```"))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(directory.resolve("policy.yml"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Policy policy = Policy.read(file);

    assertThat(policy.gitLab()).isEqualTo(URI.create("https://gitlab.example.com"));
    assertThat(policy.audience()).isEqualTo("migrate-deploy");
  }
}
