package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The sentences of {@code repair}, of flyway-core 12 and 13 and of the native connectors. */
class RepairOutputTest {
  private static final String FINISHED =
      "Successfully repaired schema history table \"public\".\"flyway_schema_history\" (execution"
          + " time 00:00.021s).";

  @Test
  void whereNothingWasNecessaryNothingWasRemoved() {
    RepairOutput repair =
        heard(
            "Repair of failed migration in Schema History table"
                + " \"public\".\"flyway_schema_history\" not necessary. No failed migration detected.",
            FINISHED);
    assertThat(repair.finished()).isTrue();
    assertThat(repair.removedFailed()).isFalse();
    assertThat(repair.tableMissing()).isFalse();
  }

  @Test
  void flywaysSilenceMeansThatAFailedMigrationWasRemoved() {
    assertThat(heard(FINISHED).removedFailed()).isTrue();
    assertThat(heard().removedFailed()).isFalse();
  }

  @Test
  void aDatabaseWithoutTheTable() {
    assertThat(
            heard(
                    "Repair of failed migration in Schema History table \"public\".\"f\" not"
                        + " necessary as table doesn't exist.")
                .tableMissing())
        .isTrue();
  }

  @Test
  void whatWasAlignedAndDeletedIsNamed() {
    RepairOutput repair =
        heard(
            "Repairing Schema History table for version 1.2 (Description: tea (green), Type: SQL,"
                + " Checksum: -17)  ...",
            "Repairing Schema History table for version null (Description: teas, Type: SQL,"
                + " Checksum: 12)  ...",
            "Repairing Schema History table for version \"3\" (Marking as DELETED)  ...\r",
            "Repairing Schema History table for description \"all teas\" (Marking as DELETED)  ...",
            FINISHED);
    assertThat(repair.realigned()).containsExactly("V1.2", "teas");
    assertThat(repair.deleted()).containsExactly("V3", "all teas");
  }

  @Test
  void theNativeConnectorsSayThatNothingIsNeeded() {
    RepairOutput repair =
        heard(
            "Repair of failed migration in Schema History table main not necessary. No failed"
                + " migration detected.",
            "Repair of schema history table \"main\".\"flyway_schema_history\" not needed, no"
                + " migrations need repairing.");
    assertThat(repair.finished()).isTrue();
    assertThat(repair.removedFailed()).isFalse();
  }

  private static RepairOutput heard(String... lines) {
    RepairOutputParser repair = new RepairOutputParser();
    for (String line : lines) {
      repair.line(line);
    }
    return repair.result();
  }
}
