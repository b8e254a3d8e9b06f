package dev.migratedeploy.support;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of files as UTF-8, whatever the locale of the process. Without a UTF-8 locale Java takes
 * names for ASCII: {@code Path.of("å.sql")} throws, and {@code toString()} of a listed file has
 * replacement characters. A {@code file:} URI holds the bytes themselves, in both directions.
 */
public final class FileNames {
  private static final String ROOT = "/";
  private static final char REPLACEMENT = '\ufffd';

  /** What helps if a name cannot be read or written at all. */
  public static final String UTF8_LOCALE =
      "set the variable LC_ALL=C.UTF-8 for this process (in GitLab: variables: {LC_ALL: C.UTF-8})";

  private FileNames() {}

  /** The path of a name, absolute or not. */
  public static Path path(String name) {
    if (isAscii(name)) {
      return Path.of(name);
    }
    String absolute = name.startsWith(ROOT) ? name : ROOT + name;
    Path path = Path.of(URI.create("file://" + escaped(absolute.getBytes(StandardCharsets.UTF_8))));
    return name.startsWith(ROOT) ? path : Path.of(ROOT).relativize(path);
  }

  /** A name below a directory; an absolute one stands for itself. */
  public static Path resolve(Path directory, String name) {
    return isAscii(name) ? directory.resolve(name) : directory.resolve(path(name));
  }

  /**
   * The name of a path, with {@code /} between folders on every system.
   *
   * @throws RefusedException if its bytes are no UTF-8
   */
  public static String text(Path path) {
    String text = path.toString();
    if (text.indexOf(REPLACEMENT) < 0) {
      return text.replace(path.getFileSystem().getSeparator(), ROOT);
    }
    byte[] bytes = bytes(path);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8(bytes);
    }
  }

  /** The last part of a path. */
  public static String name(Path path) {
    String text = text(path);
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /**
   * Refuses a name with a line break or another control character: Flyway's log, which a verdict is
   * read from, has a line for each script.
   */
  public static void refuseControls(String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          Problem.of(
              "could not use the file %s: a control character is in its name"
                  .formatted(escapedForPeople(name.getBytes(StandardCharsets.UTF_8))),
              "rename it"));
    }
  }

  /** The bytes of a path that may be relative; a URI is always of an absolute one. */
  private static byte[] bytes(Path path) {
    String raw = Path.of(ROOT).resolve(path).toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = raw.endsWith(ROOT) ? raw.length() - 1 : raw.length();
    for (int at = path.isAbsolute() ? 0 : 1; at < end; at++) {
      if (raw.charAt(at) == '%') {
        bytes.write(Integer.parseInt(raw.substring(at + 1, at + 3), 16));
        at += 2;
      } else {
        bytes.write(raw.charAt(at));
      }
    }
    return bytes.toByteArray();
  }

  private static String escaped(byte[] bytes) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : bytes) {
      boolean isPlain = octet == '/' || octet == '.' || octet == '-' || octet == '_';
      if (isPlain || (octet > 0 && Character.isLetterOrDigit(octet))) {
        escaped.append((char) octet);
      } else {
        escaped.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return escaped.toString();
  }

  private static String escapedForPeople(byte[] bytes) {
    StringBuilder shown = new StringBuilder();
    for (byte octet : bytes) {
      boolean isPlain = octet >= ' ' && octet < 0x7f && octet != '\\';
      shown.append(isPlain ? Character.toString(octet) : "\\x%02X".formatted(octet & 0xff));
    }
    return shown.toString();
  }

  private static RefusedException notUtf8(byte[] bytes) {
    return new RefusedException(
        Problem.of(
            "could not read the name of the file %s: it is not UTF-8"
                .formatted(escapedForPeople(bytes)),
            "rename it, with letters in UTF-8 or with ASCII letters only"));
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(letter -> letter < 0x80);
  }
}
