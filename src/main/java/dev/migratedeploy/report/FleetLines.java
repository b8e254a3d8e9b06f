package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.deploy.event.WaveProgress.Counts;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A run over many databases in lines: what it is to do, and how far each wave is. */
final class FleetLines {
  private static final int LONGEST_NAME = 16;
  private static final int BAR = 20;

  /** On a narrow terminal the numbers count, and the bar does not. */
  private static final int SHORT_BAR = 8;

  private static final int NARROW = 72;

  private final int nameWidth;
  private final int countWidth;
  private final int bar;

  FleetLines(FleetOutline fleet, int columns) {
    this.nameWidth =
        Collections.max(fleet.waves().stream().map(wave -> name(wave.name()).length()).toList());
    this.countWidth =
        2 * digits(Collections.max(fleet.waves().stream().map(WaveOutline::targets).toList())) + 4;
    this.bar = columns < NARROW ? SHORT_BAR : BAR;
  }

  private static int digits(int number) {
    return String.valueOf(number).length();
  }

  static String heading(FleetOutline fleet) {
    String databases = HumanReadable.count(fleet.targets(), "database");
    int waves = fleet.waves().size();
    if (fleet.targets() == 1) {
      return databases;
    }
    return databases
        + (waves > 1 ? " in " + waves + " waves" : "")
        + ", "
        + (fleet.perTask() == 1 ? "a task each" : fleet.perTask() + " a task")
        + ", "
        + HumanReadable.count(fleet.parallel(), "task")
        + " at once";
  }

  /** What else is to be known before it begins. */
  static List<String> notes(FleetOutline fleet) {
    List<String> notes = new ArrayList<>();
    if (fleet.partial()) {
      notes.add("only the databases that --target names, not all of the environment's");
    }
    if (fleet.passedOver() > 0) {
      notes.add(
          (fleet.passedOver() == fleet.targets() && fleet.targets() > 1 ? "all " : "")
              + fleet.passedOver()
              + " passed over: an earlier run of this image has done "
              + (fleet.passedOver() == 1 ? "it" : "them"));
    }
    return notes;
  }

  /** Such as {@code tier-2 ██████▌··· 87 of 120 01:12 1 failed, 12 running, 20 waiting}. */
  String wave(WaveProgress wave, WaveTally tally) {
    Counts counts = wave.counts();
    String format = "  %-" + nameWidth + "s  %s  %-" + countWidth + "s  %s  %s";
    return format
        .formatted(
            name(wave.name()),
            bar(counts),
            counts.done() + " of " + counts.all(),
            HumanReadable.clock(wave.elapsed()),
            words(wave, tally))
        .stripTrailing();
  }

  private static String words(WaveProgress wave, WaveTally tally) {
    Counts counts = wave.counts();
    List<String> words = new ArrayList<>();
    int uncertain = Math.min(counts.failed(), tally.uncertain(wave.name()));
    int leftOut = Math.min(counts.failed() - uncertain, tally.leftOut(wave.name()));
    add(words, counts.failed() - uncertain - leftOut, "failed");
    add(words, uncertain, "not known");
    add(words, counts.running(), "running");
    add(words, counts.waiting(), "waiting");
    add(words, counts.notTried() + leftOut, "not tried");
    if (wave.over()) {
      tally
          .median(wave.name())
          .or(() -> counts.done() > 0 ? Optional.of("passed over") : Optional.empty())
          .ifPresent(words::add);
    }
    return String.join(", ", words);
  }

  private static void add(List<String> words, int count, String word) {
    if (count > 0) {
      words.add(count + " " + word);
    }
  }

  /** Full only if every database is done. */
  private String bar(Counts counts) {
    int halves = counts.all() == 0 ? 0 : (int) (2L * bar * counts.done() / counts.all());
    String filled = "█".repeat(halves / 2) + (halves % 2 == 1 ? "▌" : "");
    return filled + "·".repeat(bar - filled.length());
  }

  static String name(String wave) {
    return Ellipsis.cut(TerminalSanitizer.of(wave, false), LONGEST_NAME);
  }
}
