package dev.migratedeploy.thirdparty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The texts of licences and notices that a jar brings along. */
public final class JarTexts {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:META-INF/(?:[^/]++/)*+)?[^/]*(?:LICEN[CS]E|NOTICE|COPYING|about\\.html)[^/]*",
          Pattern.CASE_INSENSITIVE);

  private JarTexts() {}

  /** The content of each, by a file name. */
  public static Map<String, byte[]> of(Path jar) throws IOException {
    Map<String, byte[]> texts = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      for (ZipEntry entry : entries) {
        String name = entry.getName();
        if (!entry.isDirectory() && !name.endsWith(".class") && TEXT.matcher(name).matches()) {
          try (InputStream in = zip.getInputStream(entry)) {
            texts.put(name.replaceFirst("^META-INF/", "").replace('/', '-'), in.readAllBytes());
          }
        }
      }
    }
    return texts;
  }
}
