package dev.migratedeploy.rehearsal.result;

import dev.migratedeploy.rehearsal.result.BaseState.PassedOverScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.SchemaChange.Kind;
import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal by hand: a script that is fine, one that rewrites a table, one that needs what only
 * production has, one that fails, and one after it.
 */
public final class RehearsalSamples {
  public static final RehearsedDatabase POSTGRESQL = new RehearsedDatabase("PostgreSQL", "17.6");

  /** Text that means something to whatever shows it without care. */
  public static final String HOSTILE =
      "</style></script><img src=x onerror=alert(1)> & \"'`|*_[x](http://y) @all !1 /close"
          + " \u202egnp.\u001b[2J\u0000 \ud83d \ufffe <!-- ]]> --> {{7*7}}";

  public static final ScriptStatement ALTER =
      new ScriptStatement(3, "ALTER TABLE orders ALTER COLUMN amount TYPE bigint");

  public static final ScriptFailure NO_POSTGIS =
      new ScriptFailure(
          "extension \"postgis\" is not available",
          Optional.of("0A000"),
          Optional.of(new ScriptStatement(1, "CREATE EXTENSION postgis")));

  public static final ScriptFailure TYPO =
      new ScriptFailure(
          "column \"regio\" does not exist",
          Optional.of("42703"),
          Optional.of(
              new ScriptStatement(
                  2, "CREATE INDEX orders_by_region ON orders (regio, placed_at)")));

  public static final RehearsedScript FINE =
      script(
          "V28__customer_email.sql",
          Outcome.APPLIED,
          Optional.empty(),
          new ScriptEffects(
              List.of(),
              new Measurement(
                  true,
                  List.of(
                      lock(
                          "customers",
                          "ACCESS EXCLUSIVE",
                          true,
                          new ScriptStatement(1, "ALTER TABLE customers ADD COLUMN email text"))),
                  List.of()),
              List.of(
                  change(Kind.ADDED, ObjectType.COLUMN, "customers.email", null, "text"),
                  change(Kind.ADDED, ObjectType.TABLE, "consents", null, null))));

  public static final RehearsedScript REWRITES =
      script(
          "V29__amount_bigint.sql",
          Outcome.APPLIED,
          Optional.empty(),
          new ScriptEffects(
              List.of(),
              new Measurement(
                  true,
                  List.of(
                      lock("orders", "ACCESS EXCLUSIVE", true, ALTER),
                      lock(
                          "customers",
                          "ROW EXCLUSIVE",
                          false,
                          new ScriptStatement(9, "UPDATE customers SET total = 0"))),
                  List.of(
                      new TableEffect(TableEffect.Kind.REWRITTEN, "orders", ALTER),
                      new TableEffect(
                          TableEffect.Kind.SCANNED_FOR_A_CHECK,
                          "orders",
                          new ScriptStatement(5, "ALTER TABLE orders ADD CHECK (amount > 0)")))),
              List.of(
                  change(Kind.CHANGED, ObjectType.COLUMN, "orders.amount", "integer", "bigint"),
                  change(
                      Kind.ADDED,
                      ObjectType.CONSTRAINT,
                      "orders.orders_amount_check",
                      null,
                      "CHECK ((amount > 0))"),
                  change(Kind.DROPPED, ObjectType.VIEW, "order_totals", null, null))));

  public static final RehearsedScript NEEDS_POSTGIS =
      script(
          "V30__shops_on_a_map.sql",
          Outcome.NOT_REHEARSED,
          Optional.of(
              new ScriptFailure(
                  "type \"geometry\" does not exist",
                  Optional.of("42704"),
                  Optional.of(
                      new ScriptStatement(1, "ALTER TABLE shops ADD COLUMN place geometry")))),
          ScriptEffects.NONE);

  public static final RehearsedScript FAILS =
      script("V31__orders_by_region.sql", Outcome.FAILED, Optional.of(TYPO), ScriptEffects.NONE);

  public static final RehearsedScript AFTER_IT =
      script("R__order_totals.sql", Outcome.NOT_TRIED, Optional.empty(), ScriptEffects.NONE);

  public static final BaseState BASE =
      new BaseState(
          28,
          false,
          List.of(new PassedOverScript("V12__postgis.sql", NO_POSTGIS)),
          Duration.ofMillis(912));

  private RehearsalSamples() {}

  /** All of the scripts above. */
  public static Rehearsal review() {
    return of(FINE, REWRITES, NEEDS_POSTGIS, FAILS, AFTER_IT);
  }

  /** One in which all went well. */
  public static Rehearsal well() {
    return new Rehearsal(
        POSTGRESQL,
        new BaseState(28, false, List.of(), Duration.ofMillis(912)),
        Optional.empty(),
        List.of(FINE, REWRITES),
        Duration.ofMillis(1240));
  }

  public static Rehearsal of(RehearsedScript... scripts) {
    return new Rehearsal(
        POSTGRESQL, BASE, Optional.empty(), List.of(scripts), Duration.ofMillis(1240));
  }

  /** So many scripts, each of which changes so many columns. */
  public static Rehearsal many(int scripts, int columns) {
    return of(
        IntStream.range(0, scripts)
            .mapToObj(
                number -> columns("V%d__add_columns_to_orders.sql".formatted(number), columns))
            .toArray(RehearsedScript[]::new));
  }

  /** A script that adds columns to a table. */
  public static RehearsedScript columns(String path, int columns) {
    List<SchemaChange> changes = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      changes.add(
          change(
              Kind.ADDED,
              ObjectType.COLUMN,
              "orders.column_number_%d".formatted(i),
              null,
              "character varying(200) DEFAULT 'none'::character varying NOT NULL"));
    }
    return script(
        path,
        Outcome.APPLIED,
        Optional.empty(),
        new ScriptEffects(
            List.of(),
            new Measurement(
                true, List.of(lock("orders", "ACCESS EXCLUSIVE", true, ALTER)), List.of()),
            changes));
  }

  /** One that has nothing but hostile text in it. */
  public static RehearsedScript hostile() {
    ScriptStatement statement = new ScriptStatement(1, HOSTILE);
    return script(
        HOSTILE + ".sql",
        Outcome.FAILED,
        Optional.of(new ScriptFailure(HOSTILE, Optional.of(HOSTILE), Optional.of(statement))),
        new ScriptEffects(
            List.of(statement),
            new Measurement(
                true,
                List.of(lock(HOSTILE, HOSTILE, true, statement)),
                List.of(new TableEffect(TableEffect.Kind.REWRITTEN, HOSTILE, statement))),
            List.of(change(Kind.CHANGED, ObjectType.COLUMN, HOSTILE, HOSTILE, HOSTILE))));
  }

  public static RehearsedScript script(
      String path, Outcome outcome, Optional<ScriptFailure> failure, ScriptEffects effects) {
    return new RehearsedScript(
        path,
        path.startsWith("V")
            ? Optional.of(path.substring(1, path.indexOf("__")))
            : Optional.empty(),
        outcome,
        failure,
        outcome == Outcome.NOT_TRIED ? Duration.ZERO : Duration.ofMillis(140),
        effects);
  }

  public static HeldLock lock(String table, String mode, boolean blocks, ScriptStatement by) {
    return new HeldLock(table, mode, blocks, blocks, Duration.ofMillis(12), by);
  }

  public static SchemaChange change(
      Kind kind, ObjectType type, String name, @Nullable String before, @Nullable String after) {
    return new SchemaChange(
        kind, type, name, Optional.ofNullable(before), Optional.ofNullable(after));
  }
}
