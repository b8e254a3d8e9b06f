package dev.migratedeploy.notify;

import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told of a deploy. Every text is one line of visible characters, and so short that all of
 * them fit into each format.
 *
 * @param failures how many deploys in a row had failed before one that succeeded; 0 for one that
 *     did not, and for one after another success
 */
public record Notice(
    Verdict.Kind verdict, int failures, Words words, Place place, Links links, Time time) {

  /**
   * The verdict's own.
   *
   * @param details what belongs to the cause, a line each
   */
  public record Words(
      String cause, List<String> details, Optional<String> state, Optional<String> next) {
    private static final int LONGEST_CAUSE = 500;
    private static final int LONGEST_DETAIL = 120;
    private static final int MOST_DETAILS = 4;

    public Words {
      cause = ShortText.of(cause, LONGEST_CAUSE);
      details =
          Stream.concat(
                  details.stream()
                      .limit(MOST_DETAILS)
                      .map(line -> ShortText.of(line, LONGEST_DETAIL)),
                  details.size() > MOST_DETAILS
                      ? Stream.of("and " + (details.size() - MOST_DETAILS) + " more")
                      : Stream.empty())
              .toList();
      state = state.map(text -> ShortText.of(text, LONGEST_CAUSE));
      next = next.map(text -> ShortText.of(text, LONGEST_CAUSE));
    }
  }

  /**
   * What was deployed where.
   *
   * @param job its name
   * @param who has started it
   */
  public record Place(
      String project,
      String environment,
      Optional<String> ref,
      String commit,
      Optional<String> job,
      Optional<String> who) {
    private static final int LONGEST = 100;
    private static final int SHORT_SHA = 8;

    /** What is cut; a commit that is not known is told in words. */
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{8,64}+");

    public Place {
      project = ShortText.of(project, LONGEST);
      environment = ShortText.of(environment, LONGEST);
      ref = ref.map(name -> ShortText.of(name, LONGEST));
      commit = ShortText.of(commit, LONGEST);
      job = job.map(name -> ShortText.of(name, LONGEST));
      who = who.map(name -> ShortText.of(name, LONGEST));
    }

    /** Such as {@code main 3f2a91c0, by Ada}. */
    String words() {
      String sha = SHA.matcher(commit).matches() ? commit.substring(0, SHORT_SHA) : commit;
      return ref.map(name -> name + " ").orElse("")
          + sha
          + who.map(name -> ", by " + name).orElse("");
    }
  }

  /** A page that tells more. */
  public record Link(String label, String url) {}

  /** The pages that tell more. */
  public record Links(Optional<String> job, Optional<String> task, Optional<String> log) {
    private static final int LONGEST = 1_000;

    public Links {
      job = job.filter(Links::isAddress);
      task = task.filter(Links::isAddress);
      log = log.filter(Links::isAddress);
    }

    /** Those that there are. */
    public List<Link> all() {
      List<Link> all = new ArrayList<>();
      job.ifPresent(url -> all.add(new Link("Job", url)));
      task.ifPresent(url -> all.add(new Link("Task", url)));
      log.ifPresent(url -> all.add(new Link("Log", url)));
      return all;
    }

    /** A URI holds no blank, bracket or bar, which end a link in some format. */
    private static boolean isAddress(String url) {
      try {
        URI uri = new URI(url);
        return url.length() <= LONGEST
            && uri.getHost() != null
            && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }

  /** When the deploy began, and how long it took. */
  public record Time(Instant began, Duration took) {
    public Time {
      // A clock that was set back in between.
      took = took.isNegative() ? Duration.ZERO : took;
    }

    Instant ended() {
      return began.plus(took);
    }
  }

  boolean isSuccess() {
    return verdict.exitCode() == ExitCode.SUCCESS;
  }

  /** Whether it is the first success after one or more failures. */
  boolean isRecovery() {
    return failures > 0;
  }

  /** One line that says what happened where. */
  String title() {
    return headline() + ": " + place.project() + ", " + place.environment();
  }

  /** The verdict, and whether it ends something that was told before. */
  String headline() {
    return isRecovery()
        ? "RECOVERED, " + verdict.title() + " after " + count(failures)
        : verdict.title();
  }

  /** A line each: the cause, the state, what to do. */
  List<String> sentences() {
    List<String> lines = new ArrayList<>();
    lines.add(words.cause());
    words.state().ifPresent(state -> lines.add("State: " + state));
    words.next().ifPresent(next -> lines.add("Next: " + next));
    return lines;
  }

  /** For what shows no formatted text. */
  String plain() {
    return Stream.of(Stream.of(title()), sentences().stream())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String count(int failures) {
    return failures + (failures == 1 ? " failure" : " failures");
  }
}
