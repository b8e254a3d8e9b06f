package dev.migratedeploy.rehearsal.result;

import dev.migratedeploy.support.HumanReadable;
import java.util.Optional;

/** The words for what a rehearsal has found: the same ones on every screen and in every file. */
public final class RehearsalMessages {
  private RehearsalMessages() {}

  /** Such as {@code orders ACCESS EXCLUSIVE for 12 ms: blocks reads and writes}. */
  public static String lock(HeldLock lock) {
    return "%s %s for %s: %s"
        .formatted(lock.table(), lock.mode(), HumanReadable.brief(lock.held()), blocks(lock));
  }

  /** Whom a lock keeps waiting. */
  public static String blocks(HeldLock lock) {
    if (lock.blocksReads()) {
      return lock.blocksWrites() ? "blocks reads and writes" : "blocks reads";
    }
    return lock.blocksWrites() ? "blocks writes" : "blocks neither reads nor writes";
  }

  /** Whether anybody who only reads and writes has to wait for it. */
  public static boolean blocksAnybody(HeldLock lock) {
    return lock.blocksReads() || lock.blocksWrites();
  }

  /** Such as {@code line 3}; empty if it is not known. */
  public static Optional<String> place(ScriptStatement statement) {
    return statement.line() == 0 ? Optional.empty() : Optional.of("line " + statement.line());
  }

  /** Such as {@code line 2: column "regio" does not exist}. */
  public static String failure(ScriptFailure failure) {
    return failure.statement().flatMap(RehearsalMessages::place).map(line -> line + ": ").orElse("")
        + failure.message();
  }

  /** How a script came out, in lower case. */
  public static String outcome(RehearsedScript script) {
    return switch (script.outcome()) {
      case APPLIED -> "applied";
      case FAILED -> "failed";
      case NOT_REHEARSED -> "not rehearsed";
      case ROLLED_BACK -> "rolled back";
      case NOT_TRIED -> "not tried";
    };
  }

  /** What the base state is made of, such as {@code 28 scripts}. */
  public static String base(BaseState base) {
    if (base.scripts() == 0 && !base.fromFile()) {
      return "an empty database";
    }
    String scripts = HumanReadable.count(base.scripts(), "script");
    return base.fromFile() ? "the schema file, instead of " + scripts : scripts;
  }
}
