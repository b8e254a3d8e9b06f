package dev.migratedeploy.changes.git;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The framing of git's protocol: each line is led by its length in four hexadecimal digits. */
final class PacketLines {
  private static final int HEADER = 4;

  private PacketLines() {}

  /** A request of protocol version 2: a command with its capabilities, then its arguments. */
  static byte[] request(List<String> command, List<String> arguments) {
    StringBuilder text = new StringBuilder();
    command.forEach(line -> append(text, line));
    text.append("0001");
    arguments.forEach(line -> append(text, line));
    return text.append("0000").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The pack in the answer to {@code fetch}, taken out of its side band.
   *
   * @throws GitRefusedException where the server says that it will not
   */
  static byte[] packIn(InputStream answer) throws IOException {
    ByteArrayOutputStream pack = new ByteArrayOutputStream();
    boolean inPack = false;
    while (true) {
      int length = length(answer);
      if (length < HEADER) {
        if (length == 0) {
          return pack.toByteArray();
        }
        continue;
      }
      byte[] line = answer.readNBytes(length - HEADER);
      if (line.length < length - HEADER) {
        throw new EOFException("git's answer breaks off");
      }
      if (!inPack) {
        inPack = startsPack(line);
      } else if (line.length > 0 && line[0] == 1) {
        pack.write(line, 1, line.length - 1);
      } else if (line.length > 0 && line[0] == 3) {
        throw new GitRefusedException(200, text(line).substring(1));
      }
    }
  }

  private static boolean startsPack(byte[] line) throws GitRefusedException {
    String text = text(line);
    if (text.startsWith("ERR ")) {
      throw new GitRefusedException(200, text.substring(4));
    }
    return text.equals("packfile");
  }

  private static int length(InputStream answer) throws IOException {
    byte[] digits = answer.readNBytes(HEADER);
    if (digits.length < HEADER) {
      throw new EOFException("git's answer breaks off");
    }
    try {
      return Integer.parseInt(new String(digits, StandardCharsets.US_ASCII), 16);
    } catch (NumberFormatException e) {
      throw new GitRefusedException(200, "an answer that is not git's");
    }
  }

  private static void append(StringBuilder text, String line) {
    text.append("%04x".formatted(line.length() + 1 + HEADER)).append(line).append('\n');
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8).strip();
  }
}
