package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.LockTries;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import dev.migratedeploy.flyway.observer.StatementRef;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The waits of one script for locks, in all its tries, as lines of the log. */
final class LockLines {
  /** So many waits of one script are told each; after that only those that last. */
  private static final int MOST_WAITS = 20;

  /** From here on a wait is told again, whatever was told before. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** From here on a word every few minutes is enough. */
  private static final Duration VERY_LONG = Duration.ofMinutes(10);

  private static final Duration SELDOM = Duration.ofMinutes(5);

  private final String product;
  private final Optional<LockTries> locks;
  private ScriptBegun script;
  private Optional<Set<Long>> holders = Optional.empty();
  private Duration toldAt = Duration.ZERO;
  private boolean patienceTold;
  private boolean open;
  private int waits;
  private int attempt = 1;
  private boolean deadlock;
  private boolean rolledBack;

  LockLines(String product, Optional<LockTries> locks, ScriptBegun script) {
    this.product = product;
    this.locks = locks;
    this.script = script;
  }

  /** Whether anything was told of this script. */
  boolean told() {
    return waits > 0 || attempt > 1;
  }

  int attempt() {
    return attempt;
  }

  boolean waiting() {
    return open;
  }

  /** The same script in a further try. */
  void begunAgain(ScriptBegun again) {
    script = again;
    open = false;
    toldAt = Duration.ZERO;
  }

  Optional<LiveLine> blocked(Blocked blocked) {
    Set<Long> now = pids(blocked.by());
    boolean others = !holders.equals(Optional.of(now));
    if (!isNews(blocked.time(), others)) {
      return Optional.empty();
    }
    open = true;
    waits++;
    toldAt = blocked.time();
    holders = Optional.of(now);
    return Optional.of(
        LiveLine.warning(
            subject(blocked.at())
                + (others
                    ? " waits for "
                    : " has waited " + HumanReadable.words(blocked.time()) + " for ")
                + LockMessages.lock(blocked.mode(), blocked.table())
                + ", "
                + LockMessages.holders(blocked.by()),
            more(blocked, others)));
  }

  /** On a busy table the holders change with every look, and each try waits for the same ones. */
  private boolean isNews(Duration time, boolean others) {
    Duration step = toldAt.compareTo(VERY_LONG) < 0 ? LONG : SELDOM;
    return (!open && others && waits < MOST_WAITS) || time.compareTo(toldAt.plus(step)) >= 0;
  }

  private List<String> more(Blocked blocked, boolean others) {
    List<String> more = new ArrayList<>();
    behind(blocked).ifPresent(more::add);
    if (others) {
      LockAdvice.on(blocked, product, script.pid()).ifPresent(more::add);
    }
    if (!patienceTold) {
      patienceTold = true;
      more.add(LockPatience.of(script, locks));
    }
    return more;
  }

  private static String subject(StatementRef at) {
    String words = at.words();
    return words.equals(at.script()) ? words : words + ",";
  }

  private static Set<Long> pids(List<DatabaseSession> sessions) {
    return sessions.stream().map(DatabaseSession::pid).collect(Collectors.toSet());
  }

  private static Optional<String> behind(Blocked blocked) {
    if (blocked.behind() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        HumanReadable.count(blocked.behind(), "session")
            + (blocked.behind() == 1 ? " waits" : " wait")
            + " behind this script");
  }

  Optional<LiveLine> unblocked(Unblocked unblocked) {
    boolean told = open;
    open = false;
    toldAt = Duration.ZERO;
    holders = Optional.empty();
    return told
        ? Optional.of(LiveLine.of("lock obtained after " + HumanReadable.words(unblocked.time())))
        : Optional.empty();
  }

  void failed(ScriptFailed failed) {
    deadlock = failed.isDeadlock();
    rolledBack = failed.rolledBack().orElse(false);
    open = false;
  }

  LiveLine retry(LockRetry retry) {
    attempt = retry.attempt() + 1;
    return LiveLine.of(
        why(retry.waited())
            + (rolledBack ? "; rolled back" : "; nothing of it stayed")
            + others(retry.by())
            + ". Try "
            + attempt
            + " of "
            + retry.of()
            + " in "
            + HumanReadable.limit(retry.pause()));
  }

  LiveLine gaveUp(GaveUp gaveUp) {
    return LiveLine.warning(
        why(gaveUp.waited())
            + (rolledBack ? "; rolled back" : "")
            + others(gaveUp.by())
            + ". Given up after try "
            + gaveUp.attempt()
            + " of "
            + gaveUp.of(),
        List.of());
  }

  private String why(Duration waited) {
    return deadlock ? "ended by a deadlock" : "lock not obtained in " + HumanReadable.limit(waited);
  }

  /** Who holds it now, if that was not told before. */
  private String others(List<DatabaseSession> by) {
    Set<Long> now = pids(by);
    if (now.isEmpty() || holders.equals(Optional.of(now))) {
      return "";
    }
    holders = Optional.of(now);
    return "; " + LockMessages.holders(by);
  }
}
