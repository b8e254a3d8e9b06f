package dev.migratedeploy.report;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CSV as PostgreSQL's {@code COPY … (FORMAT csv, HEADER)} reads it (RFC 4180): text is always in
 * quotes, and what is not known is nothing between two commas, which is null there.
 */
final class CsvText {
  /**
   * What a spreadsheet takes for the beginning of a formula, also in quotes (OWASP, "CSV
   * injection"). Scripts, branches and causes are the words of others.
   */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r\n＝＋－＠]");

  /** What psql's {@code \copy} takes for the end of the data before version 18, also in quotes. */
  private static final Pattern END_OF_DATA = Pattern.compile("(?m)^\\\\\\.$");

  private final StringBuilder text = new StringBuilder();
  private boolean inLine;

  CsvText header(String... names) {
    text.append(String.join(",", names)).append('\n');
    return this;
  }

  CsvText number(Optional<? extends Number> value) {
    return cell(value.map(Number::toString).orElse(""));
  }

  CsvText number(long value) {
    return cell(Long.toString(value));
  }

  /** PostgreSQL takes no zero byte in a text. What looks like a formula gets an apostrophe. */
  CsvText text(Optional<?> value) {
    return cell(
        value.map(it -> '"' + harmless(it.toString()).replace("\"", "\"\"") + '"').orElse(""));
  }

  private static String harmless(String text) {
    String lines = END_OF_DATA.matcher(text.replace("\0", "")).replaceAll("\\\\. ");
    return FORMULA.matcher(lines).find() ? "'" + lines : lines;
  }

  CsvText text(String value) {
    return text(Optional.of(value));
  }

  CsvText end() {
    text.append('\n');
    inLine = false;
    return this;
  }

  private CsvText cell(String cell) {
    text.append(inLine ? "," : "").append(cell);
    inLine = true;
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
