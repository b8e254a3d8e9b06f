package dev.migratedeploy.flyway.scripts;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The checksum that Flyway writes into its schema history: the same whatever the line ends, and
 * with or without a byte order mark.
 */
public final class FlywayChecksum {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private FlywayChecksum() {}

  /**
   * Of a script as it is in the file, which is what Flyway goes by unless it replaces placeholders
   * in it; absent if it is not UTF-8.
   */
  public static Optional<Integer> of(byte[] script) {
    CRC32 checksum = new CRC32();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ByteArrayInputStream(script),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      boolean first = true;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        boolean marked = first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
        checksum.update((marked ? line.substring(1) : line).getBytes(StandardCharsets.UTF_8));
        first = false;
      }
      return Optional.of((int) checksum.getValue());
    } catch (IOException notUtf8) {
      return Optional.empty();
    }
  }
}
