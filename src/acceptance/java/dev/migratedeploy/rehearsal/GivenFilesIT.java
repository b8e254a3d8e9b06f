package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The files beside the scripts: what only production has, and a dump instead of old scripts. */
class GivenFilesIT extends EngineOnPostgreSql {
  private static final String DUMP =
      """
      --
      -- PostgreSQL database dump
      --

      \\restrict zYxW0123456789

      -- Dumped from database version 18.1
      SET statement_timeout = 0;
      SET transaction_timeout = 0;
      SET client_encoding = 'UTF8';
      SET some_setting_of_a_newer_version = off;
      SELECT pg_catalog.set_config('search_path', '', false);

      CREATE SCHEMA public;
      COMMENT ON SCHEMA public IS 'standard public schema';

      CREATE TABLE public.orders (
          id bigint NOT NULL,
          note text DEFAULT '${kept}'::text
      );

      CREATE TABLE public.flyway_schema_history (
          installed_rank integer NOT NULL,
          version character varying(50),
          description character varying(200) NOT NULL,
          type character varying(20) NOT NULL,
          script character varying(1000) NOT NULL,
          checksum integer,
          installed_by character varying(100) NOT NULL,
          installed_on timestamp without time zone DEFAULT now() NOT NULL,
          execution_time integer NOT NULL,
          success boolean NOT NULL
      );

      COPY public.orders (id, note) FROM stdin;
      1\tgröße; x
      2\t\\N
      \\.

      ALTER TABLE ONLY public.orders
          ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

      \\unrestrict zYxW0123456789

      """;

  @Test
  void aDumpStandsForTheOldScripts() throws IOException, SQLException {
    Rehearsal rehearsal =
        folders
            .from(DUMP)
            .deployed("V1__orders.sql", "SELECT never_run();\n")
            .deployed("R__view.sql", "SELECT never_run();\n")
            .added("V2__region.sql", "ALTER TABLE orders ADD region text;\n")
            .rehearse();

    assertThat(rehearsal.refusal()).isEmpty();
    assertThat(outcomes(rehearsal)).containsExactly("V2__region.sql APPLIED");
    assertThat(rehearsal.base().fromFile()).isTrue();
    assertThat(rehearsal.base().scripts()).isEqualTo(2);
    assertThat(rehearsal.base().passedOver()).isEmpty();
    assertThat(database.ask("SELECT note FROM orders WHERE id = 1")).isEqualTo("größe; x");
  }

  @Test
  void aDumpWithFlywaysRowsSaysItselfWhatIsApplied() throws IOException {
    Rehearsal rehearsal =
        folders
            .from(
                DUMP
                    + "INSERT INTO public.flyway_schema_history VALUES"
                    + " (1, '1', 'orders', 'SQL', 'V1__orders.sql', NULL, 'app', now(), 1, true);\n")
            .deployed("V1__orders.sql", "SELECT never_run();\n")
            .deployed("V2__since.sql", "ALTER TABLE orders ADD since date;\n")
            .added("V3__region.sql", "ALTER TABLE orders ALTER since SET NOT NULL;\n")
            .option("flyway.ignoreMigrationPatterns", "*:ignored")
            .option("flyway.validateOnMigrate", "false")
            .rehearse();

    assertThat(rehearsal.base().passedOver()).isEmpty();
    assertThat(outcomes(rehearsal).get(0)).startsWith("V3__region.sql FAILED: column \"since\"");
  }

  @Test
  void aDumpThatNeedsARoleSaysWhatToDo() throws IOException {
    folders
        .from("CREATE TABLE public.a (id int);\nALTER TABLE public.a OWNER TO app_owner;\n")
        .added("V1__a.sql", "SELECT 1;\n");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .satisfies(
            e -> {
              assertThat(e.problem().cause())
                  .isEqualTo(
                      "schema.sql failed in line 2 (ALTER TABLE public.a OWNER TO app_owner): role"
                          + " \"app_owner\" does not exist");
              assertThat(e.problem().next()).contains("--no-owner").contains("rehearse: before:");
            });
  }

  @Test
  void whatOnlyProductionHasIsMadeFirst() throws IOException {
    Rehearsal rehearsal =
        folders
            .before(
                """
                CREATE ROLE ${reports} NOLOGIN;
                CREATE TABLE countries (code text PRIMARY KEY);
                INSERT INTO countries VALUES ('DE');
                """)
            .option("flyway.placeholders.reports", "reports_of_" + database.name())
            .deployed("V1__a.sql", "CREATE TABLE a (country text REFERENCES countries);\n")
            .added("V2__b.sql", "GRANT SELECT ON a TO ${reports};\n")
            .rehearse();

    assertThat(rehearsal.base().passedOver()).isEmpty();
    assertThat(outcomes(rehearsal)).containsExactly("V2__b.sql APPLIED");
  }

  @Test
  void aMistakeInThatFileIsTold() throws IOException {
    folders.before("SELECT 1;\n\nCREATE ROLE;\n").added("V1__a.sql", "SELECT 1;\n");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .satisfies(
            e ->
                assertThat(e.problem().cause())
                    .isEqualTo(
                        "rehearsal.sql failed in line 3 (CREATE ROLE): syntax error at end of"
                            + " input"));
  }

  @Test
  void aCommandForPsqlThatCannotBeLeftOutIsTold() throws IOException {
    folders.from("SELECT 1;\n\\i other.sql\n").added("V1__a.sql", "SELECT 1;\n");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .withMessage("schema.sql cannot be used: line 2 is a command for psql");
  }

  @Test
  void anArchiveOfPgDumpIsNoSql() throws IOException {
    folders.from("PGDMP\u0001\u000e\u0000").added("V1__a.sql", "SELECT 1;\n");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .withMessage("schema.sql cannot be used: it is not SQL but an archive");
  }
}
