package dev.migratedeploy.findings.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void eachStatementHasItsLine() {
    assertThat(split("SELECT 1;\n\n-- two\n  SELECT\n2;SELECT 3"))
        .containsExactly("1 SELECT 1", "4 SELECT\n2", "5 SELECT 3");
  }

  @Test
  void aDelimiterInsideOfATextIsNone() {
    assertThat(split("SELECT ';', 'it''s; so', \"a;b\", `c;d`; SELECT 2"))
        .containsExactly("1 SELECT ';', 'it''s; so', \"a;b\", `c;d`", "1 SELECT 2");
  }

  @Test
  void aBackslashEscapesWhereTheDatabaseSaysSo() {
    assertThat(split("SELECT 'a\\'; SELECT 2")).hasSize(2);
    assertThat(split("SELECT E'a\\'; SELECT 2'; SELECT 3")).hasSize(2);
    assertThat(split("SELECT 'a\\'; SELECT 2'; SELECT 3", Dialect.MYSQL)).hasSize(2);
  }

  @Test
  void aBodyInDollarsIsAText() {
    String function =
        "CREATE FUNCTION f() RETURNS void AS $body$ BEGIN DELETE FROM t; PERFORM $$;$$; END $body$"
            + " LANGUAGE plpgsql";
    assertThat(split(function + ";SELECT $1, a$b$c;SELECT 2"))
        .containsExactly("1 " + function, "1 SELECT $1, a$b$c", "1 SELECT 2");
  }

  @Test
  void aCommentMayHoldAnything() {
    assertThat(split("/* ; /* nested ' */ ; */ SELECT 1 /* ; */; -- it's;\nSELECT 2; # no"))
        .containsExactly("1 SELECT 1", "2 SELECT 2", "2 # no");
    assertThat(split("# it's\nSELECT 1; /* ; /* */ SELECT 2", Dialect.MYSQL)).hasSize(2);
    assertThat(split("# it's MySQL's\nSELECT 1", Dialect.EITHER)).hasSize(1);
    assertThat(split("SELECT a\n#>> '{b}' FROM t", Dialect.EITHER)).hasSize(1);
  }

  @Test
  void parenthesesHoldStatementsTogether() {
    assertThat(split("CREATE RULE r AS ON DELETE TO t DO (DELETE FROM a; DELETE FROM b); SELECT 1"))
        .hasSize(2);
  }

  @Test
  void theBodyOfARoutineIsPartOfIt() {
    String body = "BEGIN ATOMIC DELETE FROM t; SELECT CASE WHEN a THEN 1 END; END";
    assertThat(split("CREATE FUNCTION f() RETURNS int " + body + "; SELECT 1")).hasSize(2);
    String procedure =
        "CREATE PROCEDURE p() BEGIN IF a THEN DELETE FROM t; END IF; WHILE b DO BEGIN SET c = 1;"
            + " END; END WHILE; CASE a WHEN 1 THEN SELECT 1; END CASE; DELETE FROM t; END";
    assertThat(split(procedure + "; SELECT 1", Dialect.MYSQL)).hasSize(2);
    assertThat(split(procedure + "; SELECT 1", Dialect.EITHER)).hasSize(2);
    assertThat(split("BEGIN; SELECT 1; END; SELECT 2")).hasSize(4);
  }

  @Test
  void theClientsDelimiterIsFollowed() {
    assertThat(
            split(
                "DELIMITER $$\nCREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW DELETE FROM b;$$\n"
                    + "SELECT 1$$\nDELIMITER ;\nSELECT 2;",
                Dialect.MYSQL))
        .containsExactly(
            "2 CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW DELETE FROM b;",
            "3 SELECT 1",
            "5 SELECT 2");
  }

  @Test
  void theDataOfACopyAndTheClientsOwnCommandsArePassedOver() {
    assertThat(
            split(
                "\\set x 1\nCOPY t (a) FROM stdin WITH CSV;\nDELETE FROM t;\n'\n\\.\nSELECT 1;\n"
                    + "\\echo done"))
        .containsExactly("2 COPY t (a) FROM stdin WITH CSV", "6 SELECT 1");
  }

  @Test
  void placeholdersArePartsOfNames() {
    assertThat(split("SELECT * FROM ${schema}.t_${env}; SELECT ${broken"))
        .containsExactly("1 SELECT * FROM ${schema}.t_${env}", "1 SELECT ${broken");
  }

  @Test
  void whatIsNotClosedEndsWithTheScript() {
    for (String open : List.of("'", "\"", "`", "$$", "$a$", "/*", "(", "E'", "--")) {
      assertThat(split("SELECT 1; SELECT " + open + " ; DELETE FROM t")).hasSizeBetween(1, 2);
    }
  }

  private static List<String> split(String sql) {
    return split(sql, Dialect.POSTGRESQL);
  }

  private static List<String> split(String sql, Dialect dialect) {
    return SqlScript.read(sql, dialect).statements().stream()
        .map(statement -> statement.line() + " " + statement.sql())
        .toList();
  }
}
