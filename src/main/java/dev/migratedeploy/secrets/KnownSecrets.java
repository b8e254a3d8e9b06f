package dev.migratedeploy.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.JsonText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All secrets of a run. Whatever is printed, written to a report or commented passes here, and what
 * is a secret, in whatever form, is cut out.
 */
public final class KnownSecrets {
  /** What GitLab prints in its own logs. */
  private static final String MASK = "[MASKED]";

  private static final Pattern KEY = Pattern.compile("\"[A-Za-z]{1,32}\"");
  private static final ObjectMapper JSON = JsonText.MAPPER;

  private final Set<String> forms = new LinkedHashSet<>();
  private final Set<String> values = new LinkedHashSet<>();

  /** Made when something is printed, and again after more has become known. */
  private volatile @Nullable SecretMatcher matcher;

  /** A run of which no secret is known yet. */
  public KnownSecrets() {}

  /** Those that a process's environment holds. */
  public static KnownSecrets of(Map<String, String> variables) {
    KnownSecrets secrets = new KnownSecrets();
    SecretVariables.valuesOf(variables).forEach(secrets::add);
    return secrets;
  }

  /** The secrets that a stream cuts out; none if it is another one. */
  public static KnownSecrets behind(PrintStream stream) {
    return stream instanceof MaskedStream masked ? masked.secrets() : new KnownSecrets();
  }

  /**
   * One more, such as a session token that AWS has just given. Too short or common a value stays:
   * it would make the log unreadable, and show by its places what it is.
   */
  public synchronized void add(@Nullable String value) {
    if (value == null || !values.add(value)) {
      return;
    }
    value
        .lines()
        .map(String::strip)
        .filter(SecretForms::isWorthCutting)
        .filter(line -> !line.startsWith("-----"))
        .forEach(
            line -> {
              forms.addAll(SecretForms.of(line));
              matcher = null;
            });
  }

  public void addAll(Collection<String> more) {
    more.forEach(this::add);
  }

  /** A text without secrets. */
  public String cut(String text) {
    BitSet marks = new BitSet();
    matcher().mark(text, SecretMatcher.start(), true, marks);
    return masked(text, marks, 0, text.length());
  }

  /**
   * JSON without secrets, which stays JSON: a secret is a text, never a number or what stands
   * between texts. Keys that are plain words are the format's own.
   */
  public String cutJson(String json) {
    StringBuilder cut = new StringBuilder(json.length());
    int at = 0;
    while (at < json.length()) {
      int open = json.indexOf('"', at);
      if (open < 0) {
        return cut.append(json, at, json.length()).toString();
      }
      int close = endOfText(json, open + 1);
      if (close >= json.length()) {
        return cut.append(cut(json.substring(at))).toString();
      }
      String text = json.substring(open, close + 1);
      cut.append(json, at, open).append(isKey(json, close + 1, text) ? text : cutText(text));
      at = close + 1;
    }
    return cut.toString();
  }

  private static int endOfText(String json, int from) {
    int at = from;
    while (at < json.length() && json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }

  private static boolean isKey(String json, int after, String text) {
    int at = after;
    while (at < json.length() && json.charAt(at) == ' ') {
      at++;
    }
    return at < json.length() && json.charAt(at) == ':' && KEY.matcher(text).matches();
  }

  /** With its quotation marks; what it says is looked at without escapes. */
  private String cutText(String text) {
    String inside = text.substring(1, text.length() - 1);
    if (cut(inside).equals(inside)) {
      return text;
    }
    try {
      return JSON.writeValueAsString(cut(JSON.readValue(text, String.class)));
    } catch (JsonProcessingException e) {
      return "\"" + MASK + "\"";
    }
  }

  /** For the lines of one text, which come one after another. */
  public MaskedLines lines() {
    return new MaskedLines(this);
  }

  /** A stream without secrets. */
  public PrintStream stream(OutputStream out) {
    return new MaskedStream(out, this);
  }

  /** The same; a stream that cuts secrets out already learns these too. */
  public PrintStream through(PrintStream out) {
    if (!(out instanceof MaskedStream masked)) {
      return stream(out);
    }
    if (masked.secrets() != this) {
      masked.secrets().addAll(values);
    }
    return out;
  }

  SecretMatcher matcher() {
    SecretMatcher known = matcher;
    return known == null ? made() : known;
  }

  private synchronized SecretMatcher made() {
    SecretMatcher made = new SecretMatcher(forms);
    matcher = made;
    return made;
  }

  /** Line breaks stay where they are. */
  static String masked(String text, BitSet marks, int from, int to) {
    int first = marks.nextSetBit(from);
    if (first < 0 || first >= to) {
      return text.substring(from, to);
    }
    StringBuilder masked = new StringBuilder(to - from);
    boolean inSecret = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean isSecret = marks.get(i) && c != '\n' && c != '\r';
      if (!isSecret) {
        masked.append(c);
      } else if (!inSecret) {
        masked.append(MASK);
      }
      inSecret = isSecret;
    }
    return masked.toString();
  }
}
