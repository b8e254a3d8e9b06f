package dev.migratedeploy.runner.policy;

import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hours of the week in which an environment may be changed, by the clocks of a zone.
 *
 * @param days on which it begins
 * @param from when it begins; an hour that a clock leaps over begins that much later
 * @param to when it ends; not later than its beginning, it ends on the next day
 * @param written as the policy has it
 */
record DeployWindow(
    Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, String written) {
  private static final Set<String> KEYS = Set.of("days", "from", "to", "zone");
  private static final List<String> NAMES =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int DAYS = NAMES.size();

  private static final String DAY = "(?:" + String.join("|", NAMES) + ")";
  private static final Constraint DAYS_OF_THE_WEEK =
      Constraint.matching(
          "(?i)" + DAY + "(?:-" + DAY + ")?", "days such as mon, or mon-thu, in English");
  private static final String MIDNIGHT = "24:00";
  private static final Constraint TIME =
      Constraint.matching(
          "(?:[01]\\d|2[0-3]):[0-5]\\d|" + MIDNIGHT, "a time such as 08:00, up to 24:00");

  /** An offset would be wrong for half of the year. */
  private static final Constraint ZONE =
      Constraint.of(
          text -> ZoneId.getAvailableZoneIds().contains(text), "a time zone such as Europe/Berlin");

  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

  DeployWindow {
    days = days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days);
  }

  /** Those of an environment; none: it may be changed at any time. */
  static List<DeployWindow> all(Section environment) {
    List<Section> sections = environment.sections("windows");
    if (sections.isEmpty() && environment.isList("windows")) {
      environment.complain("windows", "names no window; leave the key out to allow any time");
    }
    List<DeployWindow> windows = new ArrayList<>();
    sections.forEach(section -> read(section).ifPresent(windows::add));
    return windows;
  }

  /** Absent if something is wrong with it, which was told. */
  private static Optional<DeployWindow> read(Section section) {
    section.knowing(KEYS);
    List<String> days = section.list("days", DAYS_OF_THE_WEEK);
    String from = section.required("from", TIME, "when it opens, such as 08:00");
    String to = section.required("to", TIME, "when it closes, such as 16:00");
    String zone = section.required("zone", ZONE, "the time zone of its hours");
    boolean right =
        days.stream().allMatch(day -> DAYS_OF_THE_WEEK.expected(day).isEmpty())
            && TIME.expected(from).isEmpty()
            && TIME.expected(to).isEmpty()
            && ZONE.expected(zone).isEmpty();
    if (!right) {
      return Optional.empty();
    }
    Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
    days.forEach(words -> all.addAll(days(words.toLowerCase(Locale.ROOT))));
    String written =
        (days.isEmpty() ? "" : String.join(",", days) + " ") + from + " to " + to + " " + zone;
    return Optional.of(new DeployWindow(all, time(from), time(to), ZoneId.of(zone), written));
  }

  private static LocalTime time(String text) {
    return text.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  /** A range may go over the end of the week. */
  private static Set<DayOfWeek> days(String words) {
    String[] ends = words.split("-", -1);
    int first = NAMES.indexOf(ends[0]);
    int last = NAMES.indexOf(ends[ends.length - 1]);
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    IntStream.rangeClosed(0, (last - first + DAYS) % DAYS)
        .forEach(day -> days.add(DayOfWeek.of((first + day) % DAYS + 1)));
    return days;
  }

  boolean isOpen(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    // One that began yesterday may go past midnight.
    return IntStream.rangeClosed(0, 1)
        .mapToObj(today::minusDays)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .anyMatch(day -> !now.isBefore(opens(day)) && now.isBefore(closes(day)));
  }

  /** When it opens next; absent if its hour is always one that a clock leaps over. */
  Optional<Instant> opensAfter(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return IntStream.rangeClosed(0, 2 * DAYS)
        .mapToObj(today::plusDays)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> opens(day).isBefore(closes(day)))
        .map(this::opens)
        .filter(opening -> opening.isAfter(now))
        .findFirst();
  }

  private Instant opens(LocalDate day) {
    return ZonedDateTime.of(day, from, zone).toInstant();
  }

  private Instant closes(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return ZonedDateTime.of(last, to, zone).toInstant();
  }

  /** A moment by the clocks of its zone, such as {@code Mon 30 Nov 2026 08:00 Europe/Berlin}. */
  String words(Instant moment) {
    return WORDS.format(moment.atZone(zone)) + " " + zone.getId();
  }
}
