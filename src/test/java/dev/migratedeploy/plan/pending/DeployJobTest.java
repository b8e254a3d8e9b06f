package dev.migratedeploy.plan.pending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployJobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "migrate-plan:staging | app-deploy;migrate-deploy:staging;db-migrate | migrate-deploy:staging",
        "db:rehearse          | migrate-deploy:staging;db:deploy             | db:deploy",
        "db:plan              | migrate-deploy:staging;db:deploy             | db:deploy",
        "debt                 | app-deploy;migrate-deploy:staging            | migrate-deploy:staging",
        "debt                 | app-deploy;DB Migrations;old-migrate         | DB Migrations",
        "debt                 | app-deploy;flyway                            | flyway",
        "plan                 | app-deploy                                   | ",
      })
  void itIsFoundAmongTheJobsThatDeploy(String own, String jobs, String found) {
    assertThat(
            new DeployJob(Optional.empty(), Optional.of(own))
                .among(List.of(jobs.split(";")), "staging"))
        .isEqualTo(Optional.ofNullable(found));
  }

  @Test
  void aNameThatTheUserGivesIsTheOnlyOne() {
    DeployJob job = new DeployJob(Optional.of("roll-out:{env}"), Optional.empty());
    assertThat(job.among(List.of("migrate-deploy", "roll-out:qa"), "qa")).contains("roll-out:qa");
    assertThat(job.among(List.of("migrate-deploy", "roll-out:qa"), "staging")).isEmpty();
  }
}
