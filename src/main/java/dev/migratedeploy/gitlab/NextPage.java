package dev.migratedeploy.gitlab;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from an answer how to ask for the next page. GitLab speaks of it in a {@code Link} header
 * under keyset pagination and in {@code X-Next-Page} as well under offset pagination; it leaves the
 * totals out above 10,000 entries, older versions ignore keyset pagination, and a proxy may drop
 * headers that it does not know.
 */
final class NextPage {
  /** The largest page that GitLab gives. */
  static final int SIZE = 100;

  private static final Pattern NEXT_LINK = Pattern.compile("<([^<>]*+)>\\s*;\\s*rel=\"?next\"?");
  private static final Pattern POSITION = Pattern.compile("[?&](page|page_token)=([^&]*)");

  private NextPage() {}

  /**
   * The query for the next page; empty at the end of the list.
   *
   * @param entries how many this page has, where its length tells whether it is the last one
   */
  static Optional<Map<String, String>> after(
      Map<String, String> query, GitLabAnswer answer, int entries) {
    Optional<Map<String, String>> linked =
        answer.header("link").flatMap(link -> followingLink(query, link));
    if (linked.isPresent()) {
      return linked;
    }
    Optional<String> number = answer.header("x-next-page").map(String::strip);
    if (number.isPresent()) {
      return number.filter(n -> !n.isEmpty()).map(n -> byNumber(query, n));
    }
    if (entries < SIZE) {
      return Optional.empty();
    }
    return Optional.of(isKeyset(query) ? byNumber(query, "1") : byNumber(query, oneMore(query)));
  }

  static boolean isKeyset(Map<String, String> query) {
    return query.containsKey("pagination");
  }

  /** Offset pagination. */
  static Map<String, String> byNumber(Map<String, String> query, String number) {
    Map<String, String> next = new TreeMap<>(query);
    next.keySet().removeAll(Set.of("pagination", "page_token"));
    next.put("page", number);
    return next;
  }

  /**
   * Only the position is taken from the link: behind a proxy its host may be another, and the token
   * goes to the configured host only.
   */
  private static Optional<Map<String, String>> followingLink(
      Map<String, String> query, String header) {
    Matcher link = NEXT_LINK.matcher(header);
    if (!link.find()) {
      return Optional.empty();
    }
    Map<String, String> next = new TreeMap<>(query);
    Matcher position = POSITION.matcher(link.group(1));
    while (position.find()) {
      next.put(position.group(1), decoded(position.group(2)));
    }
    return Optional.of(next);
  }

  /** What is no text of a URL stays as it is: GitLab will not know it, and says so. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return value;
    }
  }

  /** The first page follows on what is no number: a page that comes again ends the list. */
  private static String oneMore(Map<String, String> query) {
    String page = query.getOrDefault("page", "1");
    return page.matches("\\d{1,9}") ? String.valueOf(Integer.parseInt(page) + 1) : "1";
  }
}
