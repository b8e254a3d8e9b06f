package dev.migratedeploy.changes.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One line of a tree.
 *
 * @param mode in octal digits without a leading zero
 */
record TreeEntry(String mode, String name, String id) {

  static List<TreeEntry> in(byte[] tree, int idLength) {
    List<TreeEntry> entries = new ArrayList<>();
    int position = 0;
    while (position < tree.length) {
      int blank = indexOf(' ', tree, position);
      int zero = indexOf('\0', tree, blank);
      int end = zero + 1 + idLength;
      entries.add(
          new TreeEntry(
              text(tree, position, blank),
              text(tree, blank + 1, zero),
              HexFormat.of().formatHex(tree, zero + 1, end)));
      position = end;
    }
    return entries;
  }

  boolean isFolder() {
    return mode.equals("40000");
  }

  /** Not so a symbolic link (120000) or a submodule (160000). */
  boolean isRegularFile() {
    return mode.startsWith("100");
  }

  private static int indexOf(char wanted, byte[] bytes, int from) {
    int index = from;
    while (bytes[index] != wanted) {
      index++;
    }
    return index;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
