package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One jar in Flyway 10, 11, 12 and 13. */
class ObserverVersionsIT extends OnPostgreSql {
  ObserverVersionsIT(@TempDir Path scripts) {
    super(scripts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"target/flyway-10", "target/flyway-11", "target/flyway", "target/flyway-next"})
  void everyStatementIsTold(String flyway) throws Exception {
    ObservedDatabase database = new ObservedDatabase(server, scripts);
    database
        .script(
            "V1__tea.sql",
            """
            -- The teas.
            CREATE TABLE tea (name text);

            INSERT INTO tea VALUES ('Assam'), ('Ceylon');
            UPDATE tea
               SET name = 'Sri Lanka'
             WHERE name = 'Ceylon';
            """)
        .script("R__all_teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT * FROM tea;\n");

    ObserverRun.Ended run = database.setup(flyway).run("migrate").exited(0);

    assertThat(run.events().stream().map(event -> event.get("event").asText()))
        .as("%s", String.join("\n", run.log()))
        .containsExactly(
            "started",
            "script",
            "statement",
            "statement",
            "statement",
            "applied",
            "script",
            "statement",
            "applied",
            "history",
            "end");
    assertThat(run.event("started").get("product").asText()).isEqualTo("PostgreSQL");
    assertThat(run.event("started").get("flyway").asText()).matches("1[0-3]\\..*");
    JsonNode insert = run.events("statement").get(1);
    assertThat(insert.get("kind").asText()).isEqualTo("INSERT");
    assertThat(insert.get("line").asInt()).isEqualTo(4);
    assertThat(insert.get("rows").asInt()).isEqualTo(2);
    JsonNode update = run.events("statement").get(2);
    assertThat(update.get("line").asInt()).isEqualTo(5);
    assertThat(update.get("rows").asInt()).isEqualTo(1);
    JsonNode applied = run.events("applied").get(0);
    assertThat(applied.get("script").asText()).isEqualTo("V1__tea.sql");
    assertThat(applied.get("rows").asInt()).isEqualTo(3);
    assertThat(applied.get("locks").toString())
        .isEqualTo("[{\"table\":\"public.tea\",\"mode\":\"ACCESS EXCLUSIVE\"}]");
    JsonNode history = run.event("history");
    assertThat(history.get("rows")).hasSize(2);
    assertThat(history.get("rows").get(0).toString())
        .matches("\\[1,\"1\",\"V1__tea.sql\",\"SQL\",-?\\d+,true,\"applied\",true]");
    assertThat(run.event("end").get("result").asText()).isEqualTo("applied");
    assertThat(run.events().stream().map(event -> event.get("n").asInt()))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }
}
