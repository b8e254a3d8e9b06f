package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When a script took which lock, and when it let go of it. */
final class LockTimes {
  private final TablesBefore tables;

  /** What the transaction held already when the script began: a script before it took it. */
  private final Map<Long, LockMode> heldBefore;

  private final Map<Long, Taken> open = new HashMap<>();

  /** The strongest one of each table that the script has let go again. */
  private final Map<Long, Ended> ended = new HashMap<>();

  /** A lock that is held. */
  private record Taken(LockMode mode, ScriptStatement by, long from) {
    Ended until(long nanos) {
      return new Ended(mode, by, Math.max(0, nanos - from));
    }
  }

  private record Ended(LockMode mode, ScriptStatement by, long nanos) {
    static Ended stronger(Ended one, Ended other) {
      int byMode = one.mode.compareTo(other.mode);
      return byMode > 0 || (byMode == 0 && one.nanos >= other.nanos) ? one : other;
    }
  }

  LockTimes(TablesBefore tables, Map<Long, LockMode> heldBefore) {
    this.tables = tables;
    this.heldBefore = new HashMap<>(heldBefore);
  }

  /** What is held after statements have ended. */
  void held(Map<Long, LockMode> now, RanStatements ran) {
    heldBefore.keySet().retainAll(now.keySet());
    for (Map.Entry<Long, Taken> lock : Map.copyOf(open).entrySet()) {
      if (!now.containsKey(lock.getKey())) {
        end(lock.getKey(), lock.getValue().until(ran.ended()));
        open.remove(lock.getKey());
      }
    }
    now.forEach(
        (oid, mode) -> {
          LockMode before =
              Optional.ofNullable(open.get(oid)).map(Taken::mode).orElse(heldBefore.get(oid));
          if (before == null || mode.isStrongerThan(before)) {
            RanStatements.Ran by =
                ran.likely(
                    tables.table(oid), mode.isStrongerThan(LockMode.ROW_EXCLUSIVE), it -> false);
            open.put(oid, new Taken(mode, by.statement(), by.began()));
          }
        });
  }

  /** What was seen from outside while a statement ran. */
  void seen(long oid, LockMode mode, ScriptStatement by, long nanos) {
    end(oid, new Ended(mode, by, nanos));
  }

  /** All of them, if the transaction ends now. */
  List<HeldLock> until(long nanos) {
    Map<Long, Ended> all = new HashMap<>(ended);
    open.forEach((oid, lock) -> all.merge(oid, lock.until(nanos), Ended::stronger));
    List<HeldLock> locks = new ArrayList<>();
    all.forEach(
        (oid, lock) -> {
          if (!isThatOfItsParent(oid, lock, all)) {
            locks.add(
                new HeldLock(
                    tables.table(oid).name(),
                    lock.mode.words(),
                    lock.mode.blocksReads(),
                    lock.mode.blocksWrites(),
                    Duration.ofNanos(lock.nanos),
                    lock.by));
          }
        });
    locks.sort(
        Comparator.comparing((HeldLock lock) -> LockMode.of(lock.mode()))
            .reversed()
            .thenComparing(HeldLock::table));
    return locks;
  }

  /** The strongest mode in which the script has held a table so far. */
  Optional<LockMode> mode(long oid) {
    Optional<LockMode> before = Optional.ofNullable(ended.get(oid)).map(Ended::mode);
    Optional<LockMode> now = Optional.ofNullable(open.get(oid)).map(Taken::mode);
    return before.isPresent() && now.isPresent()
        ? Optional.of(LockMode.stronger(before.get(), now.get()))
        : now.or(() -> before);
  }

  /** A partition need not be told beside the table that it is a part of. */
  private boolean isThatOfItsParent(long oid, Ended lock, Map<Long, Ended> all) {
    Optional<Long> parent = tables.table(oid).parent();
    while (parent.isPresent()) {
      Ended ofParent = all.get(parent.get());
      if (ofParent != null && !lock.mode.isStrongerThan(ofParent.mode)) {
        return true;
      }
      parent = Optional.ofNullable(tables.tables().get(parent.get())).flatMap(t -> t.parent());
    }
    return false;
  }

  private void end(long oid, Ended lock) {
    ended.merge(oid, lock, Ended::stronger);
  }
}
