package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.Observed.Coverage;
import dev.migratedeploy.flyway.observer.Observed.Trust;
import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the observer's numbered lines have come, and whether all of them are its own. */
final class ObserverSequence {
  /** As many lines as are counted; the first of a script's statements are told one by one. */
  static final int MOST = 250_000;

  private static final int MOST_RUNS = 1_000;

  private final List<NumberedLines> runs = new ArrayList<>();
  private int lines;
  private int run;
  private boolean runsMissing;
  private boolean outOfOrder;
  private boolean tooMany;
  private boolean severalWriters;
  private Optional<String> forged = Optional.empty();

  /**
   * Takes in a line.
   *
   * @param text all of it
   * @return whether it says something that was not said before, and may be its own
   */
  boolean isNew(ObserverLine line, String text) {
    if (forged.isPresent()) {
      return false;
    }
    if (lines == MOST || line.run() > MOST_RUNS) {
      tooMany = true;
      return false;
    }
    if (line.run() > run) {
      begin(line.run());
    }
    NumberedLines own = runs.get(line.run() - 1);
    severalWriters |= own.isEnded() && line.number() == 1 && isAnotherBeginning(own, line, text);
    if (severalWriters) {
      return false;
    }
    NumberedLines.Place place = own.take(line.number(), text, line.event() instanceof Ended);
    if (place == NumberedLines.Place.CONTRADICTION) {
      forged = Optional.of(words(line));
      return false;
    }
    outOfOrder |= place == NumberedLines.Place.LATE || line.run() < run;
    boolean isNew = place == NumberedLines.Place.NEXT || place == NumberedLines.Place.LATE;
    lines += isNew ? 1 : 0;
    return isNew;
  }

  /** A program of the user's that starts Flyway twice gives both the same key and the same run. */
  private static boolean isAnotherBeginning(NumberedLines own, ObserverLine line, String text) {
    return line.event() instanceof Started && !own.holds(line.number(), text);
  }

  private void begin(int number) {
    runsMissing |= number > run + 1 || (run > 0 && !runs.get(run - 1).isWhole());
    while (runs.size() < number) {
      runs.add(new NumberedLines());
    }
    run = number;
  }

  private static String words(ObserverLine line) {
    return "line "
        + line.number()
        + (line.run() == 1 ? "" : " of run " + line.run())
        + " contradicts another one";
  }

  int run() {
    return run;
  }

  /**
   * How far it can be believed.
   *
   * @param cut whether some of it was not kept
   */
  Coverage coverage(List<Lost> lost, boolean cut) {
    if (forged.isPresent()) {
      return new Coverage(Trust.FORGED, forged, run, List.of());
    }
    if (run == 0) {
      return new Coverage(Trust.SILENT, Optional.of("it did not speak"), run, lost);
    }
    Optional<String> gap = gap(cut);
    return new Coverage(gap.isEmpty() ? Trust.WHOLE : Trust.INCOMPLETE, gap, run, lost);
  }

  private Optional<String> gap(boolean cut) {
    if (tooMany || cut) {
      return Optional.of("it wrote more than is kept");
    }
    if (severalWriters) {
      return Optional.of("Flyway was started more than once by one program");
    }
    int missing = runs.stream().mapToInt(NumberedLines::missing).sum();
    if (missing > 0) {
      return Optional.of(HumanReadable.count(missing, "line") + " of it did not come");
    }
    if (!runs.get(run - 1).isWhole()) {
      return Optional.of("it did not come to its end");
    }
    if (runsMissing) {
      return Optional.of("an earlier run of it did not come to its end");
    }
    return outOfOrder ? Optional.of("its lines did not come in their order") : Optional.empty();
  }
}
