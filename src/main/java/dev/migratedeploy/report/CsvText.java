package dev.migratedeploy.report;

import java.util.Optional;

/**
 * CSV as PostgreSQL's {@code COPY … (FORMAT csv, HEADER)} reads it (RFC 4180): text is always in
 * quotes, and what is not known is nothing between two commas, which is null there.
 */
final class CsvText {
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

  /** PostgreSQL takes no zero byte in a text. */
  CsvText text(Optional<?> value) {
    return cell(
        value
            .map(it -> '"' + it.toString().replace("\0", "").replace("\"", "\"\"") + '"')
            .orElse(""));
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
