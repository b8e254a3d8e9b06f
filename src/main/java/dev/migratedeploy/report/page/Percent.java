package dev.migratedeploy.report.page;

/** Places and widths of a picture that is as wide as its reader's screen. */
final class Percent {
  private static final long HUNDREDTHS = 100;

  private Percent() {}

  /** Such as {@code 12.5%}: two decimals at most, and a point in any locale. */
  static String of(double value) {
    return number(value) + "%";
  }

  /** The same without its sign. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no place in a picture: " + value);
    }
    long hundredths = Math.round(value * HUNDREDTHS);
    long decimals = Math.abs(hundredths % HUNDREDTHS);
    String sign = hundredths < 0 ? "-" : "";
    String whole = sign + Math.abs(hundredths / HUNDREDTHS);
    if (decimals == 0) {
      return whole;
    }
    String digits = (decimals < 10 ? "0" : "") + decimals;
    return whole + "." + (digits.endsWith("0") ? digits.substring(0, 1) : digits);
  }
}
