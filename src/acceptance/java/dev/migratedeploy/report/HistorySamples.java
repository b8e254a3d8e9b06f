package dev.migratedeploy.report;

import dev.migratedeploy.history.Past;

/** Histories for the page that {@code history} writes. */
final class HistorySamples {
  /** A word of three hundred letters, in which no line can be broken by itself. */
  private static final String LONG = "W".repeat(300);

  private static final String HOSTILE =
      "<img src='http://127.0.0.1:1/x.png' onerror='alert(1)'></title></style>"
          + "<script>document.title='x'</script>]]>&amp;\\u202e\\u001b[2J\\n"
          + LONG;

  private HistorySamples() {}

  /** So many deployments in less than thirty days, every seventh of them red. */
  static Past some(int deployments) {
    Past past = new Past();
    for (int i = 1; i <= deployments; i++) {
      long minute = i * 40L;
      String script = "V" + i + "__a_column_more_for_the_orders.sql";
      switch (i % 7) {
        case 3 ->
            past.job(i, minute, "failed", Past.report(i, "FAILED", 1, ""))
                .job(i, minute + 9, "success", Past.applied(i, script, 700L * i));
        case 5 -> past.job(i, minute, "success", Past.report(i, "NOTHING TO DO", 0, ""));
        case 6 -> past.job(i, minute, "canceled", "");
        default -> past.job(i, minute, "success", Past.applied(i, script, 90L * i));
      }
    }
    return past;
  }

  /** Words of others that would be markup, send a request, or are wider than any screen. */
  static Past hostile() {
    return new Past()
        .by("migrate <b onclick='x'>" + LONG)
        .job(1, 0, "failed", Past.report(1, "FAILED", 1, "").replace("the cause", HOSTILE))
        .job(2, 10, "failed", Past.report(2, HOSTILE, 1, ""))
        .job(3, 20, "success", Past.applied(3, "V7__" + HOSTILE + ".sql", 2_500))
        .job(4, 30, LONG, "<html>");
  }
}
