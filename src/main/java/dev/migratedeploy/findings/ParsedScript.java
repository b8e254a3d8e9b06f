package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.findings.sql.SqlScript;
import dev.migratedeploy.flyway.ScriptConfiguration;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The content of a script.
 *
 * @param firstBadLine the first line that holds bytes which are not UTF-8, if any
 * @param options what the file beside it says
 */
record ParsedScript(
    MigrationScript script, SqlScript sql, OptionalInt firstBadLine, ScriptConfiguration options) {

  /** Reads a file with any content whatever; refuses one that cannot be read at all. */
  static ParsedScript of(MigrationScript script, Dialect dialect) {
    try {
      byte[] bytes = script.source().bytes();
      String text = new String(bytes, StandardCharsets.UTF_8);
      OptionalInt badLine = text.indexOf('\ufffd') < 0 ? OptionalInt.empty() : firstBadLine(bytes);
      return new ParsedScript(
          script, SqlScript.read(text, dialect), badLine, options(script.file()));
    } catch (IOException e) {
      throw new RefusedException(
          Problem.of(
              "could not read the script " + script.path() + ": " + e,
              "see that the job may read every file of its checkout"));
    }
  }

  String path() {
    return script.path();
  }

  private static OptionalInt firstBadLine(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!decoder.decode(in, CharBuffer.allocate(bytes.length), true).isError()) {
      return OptionalInt.empty();
    }
    int line = 1;
    for (int i = 0; i < in.position(); i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return OptionalInt.of(line);
  }

  private static ScriptConfiguration options(Path file) throws IOException {
    Path beside = FileNames.resolve(file.resolveSibling(""), FileNames.name(file) + ".conf");
    try {
      return Files.exists(beside)
          ? ScriptConfiguration.of(Files.readString(beside, StandardCharsets.ISO_8859_1))
          : ScriptConfiguration.none();
    } catch (NoSuchFileException gone) {
      return ScriptConfiguration.none();
    }
  }
}
