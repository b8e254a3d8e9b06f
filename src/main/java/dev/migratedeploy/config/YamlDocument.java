package dev.migratedeploy.config;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/** A file as YAML's nodes, which know their lines; nothing is resolved yet. */
public final class YamlDocument {
  /** Each is a reference here; what {@code <<} makes of them is bounded where it is read. */
  private static final int MOST_ALIASES = 10_000;

  /** As SnakeYAML takes it: more is not read into the memory at all. */
  private static final int MOST_BYTES = 3 << 20;

  private YamlDocument() {}

  public static MappingNode read(YamlFile file) {
    return read(file, text(file));
  }

  /** The same for a text that is no file here. */
  public static MappingNode read(YamlFile file, String content) {
    String text = withoutMark(content);
    Node root = compose(file, text);
    if (root == null) {
      throw file.unreadable("it is empty");
    }
    if (root instanceof MappingNode mapping) {
      return mapping;
    }
    throw file.unreadable("it holds no keys such as " + file.keys());
  }

  /** A file that is a list. */
  static SequenceNode list(YamlFile file, String content) {
    Node root = compose(file, withoutMark(content));
    if (root instanceof SequenceNode list) {
      return list;
    }
    throw file.unreadable(root == null ? "it is empty" : "it is no list of " + file.keys());
  }

  /** The whole text of a file. */
  public static String text(YamlFile file) {
    if (Files.isDirectory(file.path())) {
      throw file.unreadable("it is a directory");
    }
    try (InputStream in = Files.newInputStream(file.path())) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw file.unreadable("it is larger than %d MiB".formatted(MOST_BYTES >> 20));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw file.unreadable("it is not UTF-8 text");
    } catch (NoSuchFileException missing) {
      throw file.unreadable("no such file");
    } catch (AccessDeniedException denied) {
      throw file.unreadable("its permissions forbid it");
    } catch (IOException failure) {
      throw file.unreadable(failure.toString());
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static @Nullable Node compose(YamlFile file, String text) {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(MOST_ALIASES);
      return new Yaml(options).compose(new StringReader(text));
    } catch (MarkedYAMLException syntax) {
      Mark mark = syntax.getProblemMark();
      throw invalid(
          file,
          mark == null ? "" : "%d:%d: ".formatted(mark.getLine() + 1, mark.getColumn() + 1),
          SyntaxHint.of(syntax, text));
    } catch (ReaderException character) {
      long line = text.codePoints().limit(character.getPosition()).filter(c -> c == '\n').count();
      throw invalid(
          file,
          (line + 1) + ": ",
          "the character U+%04X is not allowed in YAML".formatted(character.getCodePoint()));
    } catch (YAMLException limit) {
      throw invalid(file, " ", String.valueOf(limit.getMessage()));
    } catch (IllegalArgumentException tag) { // SnakeYAML's, for a tag such as !%A
      throw invalid(file, " ", "a tag (!…) that cannot be read");
    }
  }

  private static RefusedException invalid(YamlFile file, String position, String reason) {
    return new RefusedException(
        new Problem(
            file.words() + " " + file.verb("are", "is") + " not valid YAML",
            List.of(file.shown() + ":" + position + reason),
            "correct the file, then run the job again"));
  }
}
