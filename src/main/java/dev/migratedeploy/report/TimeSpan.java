package dev.migratedeploy.report;

import dev.migratedeploy.report.page.Ink;
import java.time.Duration;
import java.time.Instant;

/** A time in which a run did one thing, or waited for it. */
record TimeSpan(Kind kind, Instant from, Instant to) {
  /** What it did. */
  enum Kind {
    OWN(Ink.SIXTH, "migrate-deploy"),
    ECS(Ink.SECOND, "ECS prepares or removes the task"),
    PULL(Ink.THIRD, "image pull"),
    FLYWAY(Ink.FIRST, "the task runs"),
    WAVE(Ink.FIRST, "wave"),
    APPLIED(Ink.GOOD, "script, applied"),
    FAILED(Ink.BAD, "script, failed"),
    UNFINISHED(Ink.FIFTH, "script, its end was not seen"),
    LOCK(Ink.DOUBTFUL, "waits for a lock"),
    PAUSE(Ink.FAINT, "pause before the next try");

    private final Ink ink;
    private final String words;

    Kind(Ink ink, String words) {
      this.ink = ink;
      this.words = words;
    }

    Ink ink() {
      return ink;
    }

    String words() {
      return words;
    }
  }

  /** Not negative, also if a clock was set back. */
  Duration length() {
    Duration length = Duration.between(from, to);
    return length.isNegative() ? Duration.ZERO : length;
  }

  TimeSpan moved(Duration by) {
    return new TimeSpan(kind, from.plus(by), to.plus(by));
  }
}
