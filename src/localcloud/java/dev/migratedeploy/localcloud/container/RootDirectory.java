package dev.migratedeploy.localcloud.container;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The directory that a container takes for {@code /}. Nothing can change what that word means to a
 * process without root, so whatever leads out is refused, and links are rewritten to lead to where
 * they would if this were the root.
 */
final class RootDirectory {
  private static final int MOST_LINKS = 40;

  private final Path root;

  RootDirectory(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  Path path() {
    return root;
  }

  /**
   * Where an entry of a layer belongs. Its directories are made where they are missing; links in
   * between are followed, one in the last place is not.
   *
   * @throws IOException where the name leads out of the root
   */
  Path place(String name) throws IOException {
    Deque<String> parts = parts(name);
    if (parts.isEmpty()) {
      return root;
    }
    String last = parts.removeLast();
    return child(directory(parts), last);
  }

  /**
   * What a symbolic link must hold. It is always some steps up and then some down, and never up
   * again: that way it stays inside whatever becomes of the links that it passes.
   */
  Path linkTarget(Path link, String target) {
    Path directory = parent(link);
    Path path = target.startsWith("/") ? root : directory;
    for (String part : Splitter.on('/').split(target)) {
      path = step(path, part);
    }
    Path relative = directory.relativize(path);
    return relative.toString().isEmpty() ? Path.of(".") : relative;
  }

  private static Deque<String> parts(String name) throws IOException {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : Splitter.on('/').split(name)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          throw new IOException("path escapes from the root: " + name);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts;
  }

  private Path directory(Deque<String> parts) throws IOException {
    Path path = root;
    int links = 0;
    while (!parts.isEmpty()) {
      Path next = step(path, parts.removeFirst());
      if (Files.isSymbolicLink(next)) {
        if (++links > MOST_LINKS) {
          throw new IOException("too many levels of symbolic links: " + next);
        }
        List<Path> target = new ArrayList<>();
        Files.readSymbolicLink(next).forEach(target::add);
        Collections.reverse(target);
        target.forEach(part -> parts.addFirst(part.toString()));
      } else {
        if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(next);
          Files.createDirectory(next);
        }
        path = next;
      }
    }
    return path;
  }

  private Path step(Path path, String part) {
    return switch (part) {
      case "", "." -> path;
      case ".." -> parent(path);
      default -> child(path, part);
    };
  }

  /** The directory of a path within the root; the root itself is its own. */
  Path parent(Path path) {
    Path parent = path.getParent();
    return path.equals(root) || parent == null ? root : parent;
  }

  private static Path child(Path directory, String name) {
    try {
      return directory.resolve(name);
    } catch (InvalidPathException e) {
      // Certificates have names that no path can hold where the locale is C.
      return directory.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8));
    }
  }
}
