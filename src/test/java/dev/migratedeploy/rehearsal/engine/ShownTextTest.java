package dev.migratedeploy.rehearsal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.rehearsal.EngineRequest;
import dev.migratedeploy.rehearsal.EngineRequest.Address.Server;
import dev.migratedeploy.support.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTextTest {
  private final ShownText text =
      ShownText.of(
          new EngineRequest(
              new Server(
                  "jdbc:postgresql://database/app",
                  Optional.of("app"),
                  Optional.of(Secret.of("the-password"))),
              new EngineRequest.FlywaySetup(
                  Map.of("flyway.placeholders.API_TOKEN", "t0ken-of-the-api"),
                  List.of(),
                  List.of()),
              new EngineRequest.Files(
                  Path.of("base"), Path.of("now"), Optional.empty(), Optional.empty()),
              Duration.ofMinutes(1)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'-- why\nALTER TABLE a ADD b int' | ALTER TABLE a ADD b int",
        "'/* why\n * so */ /* and */\n  DROP TABLE a' | DROP TABLE a",
        "'# MySQL takes this\nSELECT 1' | SELECT 1",
        "'SELECT 1 -- and no more' | SELECT 1 -- and no more",
        "'/*!40101 SET NAMES utf8 */' | /*!40101 SET NAMES utf8 */",
        "'SELECT\n\t1,\n\t2' | 'SELECT 1, 2'",
      })
  void aStatementIsOneLineFromItsFirstWordOn(String sql, String shown) {
    assertThat(text.statement(3, sql).text()).isEqualTo(shown);
  }

  @Test
  void aLongOneIsCutAndASecretIsNotEvenCutInTwo() {
    String sql = "SELECT '" + "x".repeat(185) + "t0ken-of-the-api'";

    assertThat(text.statement(1, sql).text()).hasSizeLessThan(220).doesNotContain("t0ken");
  }

  @Test
  void aMessageLosesWhatTheDriversAdd() {
    assertThat(text.message("ERROR: no column \"b\"\n  Hint: ask the-password\n  Position: 8"))
        .isEqualTo("no column \"b\"; Hint: ask [MASKED]");
    assertThat(text.message("(conn=7) Unknown column 'b'")).isEqualTo("Unknown column 'b'");
  }
}
