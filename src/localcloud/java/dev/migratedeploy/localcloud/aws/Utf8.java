package dev.migratedeploy.localcloud.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bytes that may have been cut within a character, as a program in Go sees them. */
final class Utf8 {
  private Utf8() {}

  /** The text, with a replacement character for each byte that is not part of a whole one. */
  static String replaceInvalid(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < bytes.length; ) {
      int size = Math.min(sizeFrom(bytes[from]), bytes.length - from);
      Optional<String> character = decode(ByteBuffer.wrap(bytes, from, size));
      text.append(character.orElse("\uFFFD"));
      from += character.isPresent() ? size : 1;
    }
    return text.toString();
  }

  /** In bytes. */
  static int length(String text) {
    return text.getBytes(UTF_8).length;
  }

  /** Cuts a text between characters. */
  static List<String> split(String text, int mostBytes) {
    if (text.length() * 3L <= mostBytes) {
      return text.isEmpty() ? List.of() : List.of(text);
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      int size = length(Character.toString(character));
      if (bytes + size > mostBytes) {
        pieces.add(text.substring(from, at));
        from = at;
        bytes = 0;
      }
      bytes += size;
      at += Character.charCount(character);
    }
    if (from < text.length()) {
      pieces.add(text.substring(from));
    }
    return pieces;
  }

  private static int sizeFrom(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones >= 2 && ones <= 4 ? ones : 1;
  }

  private static Optional<String> decode(ByteBuffer bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
