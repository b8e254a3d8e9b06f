package dev.migratedeploy.notify;

import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Messages for tests. */
public final class Notices {
  private Notices() {}

  static Notice failed() {
    return of(Verdict.Kind.FAILED, 0, "V8__a.sql, line 3: column \"region\" contains null values");
  }

  static Notice recovered() {
    return of(Verdict.Kind.APPLIED, 2, "2 scripts, version 6 → 8 in 9 s");
  }

  static Notice of(Verdict.Kind verdict, int failures, String text) {
    return new Notice(
        verdict,
        failures,
        new Notice.Words(
            text,
            List.of(text, text, text, text, text, text),
            Optional.of(text),
            Optional.of(text)),
        new Notice.Place(
            "shop/orders",
            "production",
            Optional.of(text),
            "3f2a91c0e1d2c3b4a5968778695a4b3c2d1e0f00",
            Optional.of("migrate-deploy:production"),
            Optional.of(text)),
        new Notice.Links(
            Optional.of("https://gitlab.example.com/shop/orders/-/jobs/8841"),
            Optional.of("https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/a/tasks/b?x=1&y"),
            Optional.of("javascript:alert(1)")),
        new Notice.Time(Instant.parse("2026-11-21T10:00:00Z"), Duration.ofSeconds(31)));
  }
}
