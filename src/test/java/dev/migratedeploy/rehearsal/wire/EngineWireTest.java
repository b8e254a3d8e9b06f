package dev.migratedeploy.rehearsal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.migratedeploy.rehearsal.EngineRequest;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.support.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineWireTest {
  private static final ScriptStatement STATEMENT =
      new ScriptStatement(3, "ALTER TABLE \"größe\" ADD x int");
  private static final ScriptFailure FAILURE =
      new ScriptFailure(
          "column \"region\"\ndoes not exist", Optional.of("42703"), Optional.of(STATEMENT));

  static Stream<EngineEvent> events() {
    return Stream.of(
        new EngineEvent.Started(
            new RehearsedDatabase("PostgreSQL", "17.6"),
            new BaseState(
                2,
                true,
                List.of(new BaseState.PassedOverScript("a/V1__a.sql", FAILURE)),
                Duration.ofMillis(1234))),
        new EngineEvent.Script(
            new RehearsedScript(
                "V2__b.sql",
                Optional.of("2"),
                RehearsedScript.Outcome.FAILED,
                Optional.of(FAILURE),
                Duration.ofNanos(5),
                new ScriptEffects(
                    List.of(STATEMENT),
                    new Measurement(
                        true,
                        List.of(
                            new HeldLock(
                                "orders",
                                "ACCESS EXCLUSIVE",
                                true,
                                true,
                                Duration.ofSeconds(1),
                                STATEMENT)),
                        List.of(new TableEffect(TableEffect.Kind.REWRITTEN, "orders", STATEMENT))),
                    List.of(
                        new SchemaChange(
                            SchemaChange.Kind.ADDED,
                            SchemaChange.ObjectType.COLUMN,
                            "orders.x",
                            Optional.empty(),
                            Optional.of("integer")))))),
        new EngineEvent.Script(
            new RehearsedScript(
                "R__c.sql",
                Optional.empty(),
                RehearsedScript.Outcome.NOT_TRIED,
                Optional.empty(),
                Duration.ZERO,
                ScriptEffects.NONE)),
        new EngineEvent.Ended(Optional.of(FAILURE), Duration.ofMinutes(1)),
        new EngineEvent.Ended(Optional.empty(), Duration.ofMinutes(1)),
        new EngineEvent.Stopped(
            EngineEvent.Stopped.Reason.NOT_STARTED, "no", List.of("a", "b"), "wait"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsTheSameOnTheOtherSide(EngineEvent event) throws JsonProcessingException {
    String line = EngineWire.line(event);

    assertThat(line).doesNotContain("\n");
    assertThat(EngineWire.event(line)).isEqualTo(event);
  }

  @Test
  void theRequestArrivesWithItsPassword() throws JsonProcessingException {
    EngineRequest request =
        new EngineRequest(
            new EngineRequest.Address.Server(
                "jdbc:postgresql://database/app", Optional.of("app"), Optional.of(Secret.of("pw"))),
            new EngineRequest.FlywaySetup(
                Map.of("flyway.placeholders.a", "1"), List.of("common"), List.of()),
            new EngineRequest.Files(
                Path.of("/base"),
                Path.of("/builds/é/scripts"),
                Optional.of(Path.of("/before.sql")),
                Optional.empty()),
            Duration.ofMinutes(10));

    EngineRequest arrived = EngineWire.request(EngineWire.line(request));

    assertThat(arrived).usingRecursiveComparison().isEqualTo(request);
    assertThat(arrived.database())
        .isInstanceOfSatisfying(
            EngineRequest.Address.Server.class,
            server -> assertThat(server.password().map(Secret::reveal)).contains("pw"));
  }

  @Test
  void theEmbeddedDatabaseHasNoAddress() throws JsonProcessingException {
    EngineRequest request =
        new EngineRequest(
            new EngineRequest.Address.Embedded(),
            new EngineRequest.FlywaySetup(Map.of(), List.of(), List.of()),
            new EngineRequest.Files(
                Path.of("/base"), Path.of("/scripts"), Optional.empty(), Optional.empty()),
            Duration.ofMinutes(10));

    assertThat(EngineWire.request(EngineWire.line(request))).isEqualTo(request);
  }
}
