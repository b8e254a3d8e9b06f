package dev.migratedeploy.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Finds many texts at once in one pass, after Aho and Corasick. A long text is known by its first
 * characters; what follows them is compared where they are met.
 */
final class SecretMatcher {
  /** How much of a text is in the tree, which so stays small with tokens of many kilobytes. */
  private static final int DEPTH = 64;

  private static final int ROOT = 0;

  private final List<String> texts;
  private final boolean[] begins = new boolean[128];

  private final EdgeTable edges = new EdgeTable();
  private int nodes = 1;
  private int[] depth = new int[64];
  private int[] fail = new int[64];

  /** The length of the longest text that ends at a node; 0 if none does. */
  private int[] longest = new int[64];

  /** Whether a text that was cut off at a node tells something of a secret. */
  private final BitSet telling = new BitSet();

  /** The long texts that a node of full depth begins. */
  private int[][] goOn = new int[64][];

  SecretMatcher(Collection<String> texts) {
    this.texts = List.copyOf(texts);
    for (int i = 0; i < this.texts.size(); i++) {
      add(i, this.texts.get(i));
    }
    link();
  }

  private void add(int index, String text) {
    int node = ROOT;
    int length = Math.min(DEPTH, text.length());
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      int next = edges.get(node, c);
      if (next == EdgeTable.NONE) {
        next = newNode(depth[node] + 1);
        edges.put(node, c, next);
        telling.set(next, SecretForms.isWorthCutting(text.substring(0, i + 1)));
      }
      if (i == 0 && c < begins.length) {
        begins[c] = true;
      }
      node = next;
    }
    if (text.length() <= DEPTH) {
      longest[node] = text.length();
    } else {
      int[] known = goOn[node] == null ? new int[0] : goOn[node];
      goOn[node] = Arrays.copyOf(known, known.length + 1);
      goOn[node][known.length] = index;
    }
  }

  /** Where to go on when a character does not fit: at the longest end that is a beginning too. */
  private void link() {
    List<List<int[]>> children = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      children.add(new ArrayList<>());
    }
    edges.forEach((node, c, child) -> children.get(node).add(new int[] {c, child}));
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(ROOT));
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int[] child : children.get(node)) {
        fail[child[1]] = node == ROOT ? ROOT : step(fail[node], (char) child[0]);
        longest[child[1]] = Math.max(longest[child[1]], longest[fail[child[1]]]);
        queue.add(child[1]);
      }
    }
  }

  /** The node after one more character. */
  private int step(int from, char c) {
    int node = from;
    while (true) {
      int next = edges.get(node, c);
      if (next != EdgeTable.NONE) {
        return next;
      }
      if (node == ROOT) {
        return ROOT;
      }
      node = fail[node];
    }
  }

  /**
   * Marks what is to be cut out of a text that continues another one.
   *
   * @param state what was met at the other one's end; {@link #start} for none
   * @param ends whether the text ends here, and no more of its line will come
   * @return the state at the end
   */
  int mark(CharSequence text, int state, boolean ends, BitSet marks) {
    Path path = new Path(marks);
    int node = state;
    boolean atLineStart = false;
    // A text that repeats itself would be compared with itself again and again.
    long compared = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (node == ROOT && c < begins.length && !begins[c]) {
        at++;
        continue;
      }
      if (isBreak(c) && telling.get(node)) {
        path.mark(depth[node]);
      }
      boolean ofTheLine = c == '\n' || c == '\r' || (atLineStart && (c == ' ' || c == '\t'));
      if (ofTheLine) {
        atLineStart = true; // the rest of a secret may be in the next line, indented
        at++;
        continue;
      }
      atLineStart = false;
      node = step(node, c);
      path.add(at++);
      path.mark(longest[node]);
      if (goOn[node] != null) {
        path.mark(DEPTH);
        if (compared <= 4L * text.length()) {
          int end = endOfLong(text, node, at);
          marks.set(at, end);
          compared += (long) (end - at) * goOn[node].length;
        }
      }
    }
    if (ends && telling.get(node)) {
      path.mark(depth[node]);
    }
    return node;
  }

  /** The places of the last characters that led to where the search stands. */
  private static final class Path {
    private final int[] places = new int[DEPTH];
    private final BitSet marks;
    private int length;

    Path(BitSet marks) {
      this.marks = marks;
    }

    void add(int place) {
      places[length++ % DEPTH] = place;
    }

    /** Those before the first are in a text that is gone. */
    void mark(int last) {
      for (int i = Math.max(0, length - last); i < length; i++) {
        marks.set(places[i % DEPTH]);
      }
    }
  }

  static int start() {
    return ROOT;
  }

  /** What ends a line, or a text that was cut. */
  private static boolean isBreak(char c) {
    return switch (c) {
      case '\n', '\r', '\u2026', '\\', '"', '<' -> true;
      default -> false;
    };
  }

  /** Where a long text ends, or where it stops being that text. */
  private int endOfLong(CharSequence text, int node, int from) {
    int end = from;
    for (int index : goOn[node]) {
      String secret = texts.get(index);
      int at = from;
      int of = DEPTH;
      while (at < text.length() && of < secret.length()) {
        char c = text.charAt(at);
        if (c == secret.charAt(of)) {
          of++;
        } else if (c != '\n' && c != '\r') {
          break;
        }
        at++;
      }
      end = Math.max(end, at);
    }
    return end;
  }

  private int newNode(int itsDepth) {
    if (nodes == depth.length) {
      depth = Arrays.copyOf(depth, nodes * 2);
      fail = Arrays.copyOf(fail, nodes * 2);
      longest = Arrays.copyOf(longest, nodes * 2);
      goOn = Arrays.copyOf(goOn, nodes * 2);
    }
    depth[nodes] = itsDepth;
    return nodes++;
  }
}
