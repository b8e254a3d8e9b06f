package dev.migratedeploy.cli;

import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Reads a number of days. */
final class DaysConverter implements ITypeConverter<Period> {
  private static final Pattern DAYS = Pattern.compile("([1-9]\\d{0,3})d?");

  @Override
  public Period convert(String text) {
    Matcher days = DAYS.matcher(text);
    if (!days.matches()) {
      throw new WrongValue("a number of days from 1 to 9999, such as 7d");
    }
    return Period.ofDays(Integer.parseInt(days.group(1)));
  }
}
