package dev.migratedeploy.changes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the scripts were compared with, in words. */
public final class ComparisonBaseMessages {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final int SHORT_SHA = 8;

  private ComparisonBaseMessages() {}

  /** Such as {@code 9be01d4c, deployed on 21 Nov 10:14 UTC}. */
  public static String words(ComparisonBase baseline) {
    if (baseline instanceof ComparisonBase.LastDeployment last) {
      return shortSha(last.sha()) + ", deployed on " + DAY.format(last.finishedAt());
    }
    if (baseline instanceof ComparisonBase.GivenCommit given) {
      return shortSha(given.sha());
    }
    if (baseline instanceof ComparisonBase.LostCommit lost) {
      return "the last deployment, whose commit " + shortSha(lost.sha()) + " is gone";
    }
    return "the first deployment is still to come";
  }

  /** Such as {@code 21 Nov 2025}, in UTC. */
  public static String day(Instant time) {
    return DATE.format(time);
  }

  /** A commit's id as people write it. */
  public static String shortSha(String sha) {
    return sha.substring(0, Math.min(sha.length(), SHORT_SHA));
  }
}
