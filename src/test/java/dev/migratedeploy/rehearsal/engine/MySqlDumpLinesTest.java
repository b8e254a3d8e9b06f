package dev.migratedeploy.rehearsal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as mysqldump and mariadb-dump write them. */
class MySqlDumpLinesTest {
  private static String line(String read) {
    return MySqlDumpLines.of(List.of(read)).lines().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CREATE DEFINER=`app`@`%` FUNCTION `f`()        | CREATE FUNCTION `f`()
          CREATE DEFINER=`a``b`@`10.%` PROCEDURE `p`()   | CREATE PROCEDURE `p`()
          /*!50013 DEFINER=`app`@`%` SQL SECURITY INVOKER */ | /*!50013 SQL SECURITY INVOKER */
          /*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER t | /*!50003 CREATE*/ /*!50017 */ /*!50003 TRIGGER t
          /*!50106 CREATE*/ /*!50117 DEFINER=`a`@`%`*/ /*!50106 EVENT `e` | /*!50106 CREATE*/ /*!50117 */ /*!50106 EVENT `e`
          INSERT INTO `a` VALUES ('DEFINER=`a`@`%`');    | INSERT INTO `a` VALUES ('DEFINER=`a`@`%`');
          CREATE TABLE `orders` (                        | CREATE TABLE `orders` (
          """)
  void codeBelongsToWhoeverRehearses(String read, String expected) {
    assertThat(line(read)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          /*!999999\\- enable the sandbox mode */
          /*M!999999\\- enable the sandbox mode */
          USE `app`;
          CREATE DATABASE /*!32312 IF NOT EXISTS*/ `app` /*!40100 DEFAULT CHARACTER SET latin1 */;
          """)
  void whatConcernsTheClientOrTheDatabasesNameIsLeftOut(String read) {
    assertThat(line(read)).isEmpty();
  }

  @Test
  void theSameDatabaseMayBeNamedTwice() {
    assertThat(MySqlDumpLines.of(List.of("USE `a`;", "USE `a`;")).unusable()).isEmpty();
    assertThat(MySqlDumpLines.of(List.of("USE `a`;", "", "USE `b`;")).unusable())
        .contains("line 3 begins a second database");
  }
}
