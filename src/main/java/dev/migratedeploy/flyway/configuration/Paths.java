package dev.migratedeploy.flyway.configuration;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in the container, which are those of Linux wherever this runs. */
public final class Paths {
  private Paths() {}

  /**
   * The path without {@code .}, {@code ..} and double slashes; a relative one is below a folder.
   */
  public static String absolute(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (path.startsWith("/") ? path : folder + "/" + path).split("/", 0)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }
}
