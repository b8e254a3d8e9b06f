package dev.migratedeploy.runner.policy;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A policy that a test writes down. */
record PolicyText(Path folder) {
  /** For {@code shop/orders}: production by token from main and release branches, and staging. */
  static final String USUAL =
      """
      gitlab: https://gitlab.example.com
      audience: migrate-deploy
      x-image: &image
        base: flyway/flyway:12
        repository: registry.example.com/ops/orders
      projects:
        shop/orders:
          id: 42
          environments:
            production:
              branches: [main, release/*]
              tags: [v*]
              jobs: [migrate]
              commands: [migrate, info]
              arguments: [-outOfOrder=true]
              variables: {SUBNET: subnet-1}
              limits: {files: 100, kilobytes: 512, timeout: 1h}
              image: *image
              task:
                region: eu-west-1
                role-arn: arn:aws:iam::123456789012:role/migrate
                cluster: production
                task-definition: flyway
                container: flyway
                subnets: [subnet-1]
                security-groups: [sg-1]
                protected: true
                tags: {team: data}
            staging:
              branches: ["**"]
              protected-only: false
              token: optional
              image: *image
              task: {cluster: staging, task-definition: flyway}
        bank/*:
          environments:
            vault-production:
              branches: [main]
              image: *image
              task: {cluster: secret-cluster, task-definition: flyway}
      """;

  Policy read(String yaml) {
    return Policy.read(write(yaml));
  }

  /** The details of the refusal, without the folder of the test. */
  List<String> problems(String yaml) {
    return refusal(write(yaml)).details().stream()
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  static Problem refusal(Path file) {
    return catchThrowableOfType(RefusedException.class, () -> Policy.read(file)).problem();
  }

  Path write(String yaml) {
    try {
      Path file = Files.writeString(folder.resolve("policy.yml"), yaml);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
