package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Note;
import dev.migratedeploy.report.page.Link;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.report.page.Tiles;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many databases: what failed or is not certain, the waves, and a tile for each database. */
final class FleetChapters {
  private static final int MOST_FAILED = 100;

  /** So many tiles show their names. */
  private static final int FEW = 500;

  private final FleetOutline outline;
  private final FleetSummary fleet;
  private final Map<String, List<TargetResult>> byWave;
  private final PageText text;

  private FleetChapters(FleetOutline outline, FleetSummary fleet, PageText text) {
    this.outline = outline;
    this.fleet = fleet;
    this.byWave = fleet.targets().stream().collect(Collectors.groupingBy(TargetResult::wave));
    this.text = text;
  }

  /** What failed or is not certain, and how far each wave came. */
  static List<HtmlBlock> summary(FleetOutline outline, FleetSummary fleet, PageText text) {
    FleetChapters chapters = new FleetChapters(outline, fleet, text);
    List<HtmlBlock> all = new ArrayList<>();
    List<TargetResult> failed = fleet.failed();
    if (!failed.isEmpty()) {
      all.add(chapters.failed(failed));
    }
    all.add(
        new Chapter(
            HumanReadable.count(outline.waves().size(), "wave"), List.of(chapters.waves())));
    return all;
  }

  /** A tile for each database, by its name. */
  static HtmlBlock grid(FleetOutline outline, FleetSummary fleet, PageText text) {
    return new FleetChapters(outline, fleet, text).grid();
  }

  private HtmlBlock failed(List<TargetResult> failed) {
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(
        new PageTable(
            "databases that failed, or whose result is not certain",
            List.of(
                Column.text("Database"),
                Column.text("Wave"),
                Column.text("Result"),
                Column.text("Cause"),
                Column.text("Log")),
            failed.stream().limit(MOST_FAILED).map(this::row).toList()));
    if (failed.size() > MOST_FAILED) {
      blocks.add(new Note("and " + (failed.size() - MOST_FAILED) + " more in result.json"));
    }
    return new Chapter(HumanReadable.count(failed.size(), "database") + " to look at", blocks);
  }

  private List<Cell> row(TargetResult target) {
    Cell log =
        target.run().log().isPresent()
            ? Cell.of(
                Link.toFile(
                    text.name(target.target()) + ".log",
                    TargetLogFiles.DIRECTORY + "/" + text.name(target.target()) + ".log"))
            : Cell.EMPTY;
    return List.of(
        Cell.code(text.name(target.target())),
        Cell.of(text.name(target.wave())),
        Cell.of(ResultChapter.tone(target.verdict()), target.verdict().title()),
        Cell.of(text.words(target.verdict().explanation().cause())),
        log);
  }

  private HtmlBlock waves() {
    return new PageTable(
        HumanReadable.count(outline.targets(), "database")
            + ", "
            + outline.perTask()
            + " a task, "
            + HumanReadable.count(outline.parallel(), "task")
            + " at once"
            + (outline.partial() ? "; only some of the environment's" : ""),
        List.of(
            Column.text("Wave"),
            Column.number("Databases"),
            Column.number("Done"),
            Column.number("Failed"),
            Column.number("Not tried"),
            Column.number("No result yet"),
            Column.number("Time")),
        outline.waves().stream().map(this::row).toList());
  }

  private List<Cell> row(WaveOutline wave) {
    FleetJson.Counts counts = FleetJson.Counts.of(targets(wave), wave.targets());
    return List.of(
        Cell.code(text.name(wave.name())),
        number(Tone.PLAIN, wave.targets()),
        number(Tone.GOOD, counts.done()),
        number(Tone.BAD, counts.failed()),
        number(Tone.PLAIN, counts.notTried()),
        number(Tone.DOUBTFUL, counts.open()),
        Cell.of(HumanReadable.brief(fleet.took(wave.name()))));
  }

  private static Cell number(Tone tone, int number) {
    return number == 0 ? Cell.of("0") : Cell.of(tone, Integer.toString(number));
  }

  private List<TargetResult> targets(WaveOutline wave) {
    return byWave.getOrDefault(wave.name(), List.of());
  }

  private HtmlBlock grid() {
    boolean named = outline.targets() <= FEW;
    List<HtmlBlock> blocks = new ArrayList<>();
    for (WaveOutline wave : outline.waves()) {
      List<TargetResult> targets =
          targets(wave).stream().sorted(Comparator.comparing(TargetResult::target)).toList();
      blocks.add(new Note(text.name(wave.name()) + ", " + targets.size() + " with a result"));
      blocks.add(new Tiles(targets.stream().map(this::tile).toList(), named));
    }
    return new Chapter("Each database", blocks);
  }

  private Tiles.Tile tile(TargetResult target) {
    Tone tone = target.isNotTried() ? Tone.PLAIN : ResultChapter.tone(target.verdict());
    return new Tiles.Tile(text.name(target.target()), tone, words(target));
  }

  private String words(TargetResult target) {
    if (target.isNotTried()) {
      return "not tried";
    }
    String version =
        target.run().versions().after().or(() -> target.run().versions().before()).orElse("");
    return target.verdict().title()
        + (version.isEmpty() ? "" : ", version " + text.name(version))
        + (target.run().passedOver() ? ", by an earlier run" : "");
  }
}
