package dev.migratedeploy.thirdparty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code THIRD-PARTY.txt}, which names what of others is there, and {@code third-party}, the folder
 * with the texts that belong to it. A text that many have is written once.
 */
public final class ThirdPartyFolder {
  private static final String TEXTS = "third-party";

  private final Path folder;
  private final StandardTexts standard;
  private final Map<String, String> written = new HashMap<>();
  private final Map<String, String> entries = new TreeMap<>();
  private final List<String> without = new ArrayList<>();

  /** Writes into this folder, which must be there. */
  public ThirdPartyFolder(Path folder, StandardTexts standard) {
    this.folder = folder;
    this.standard = standard;
  }

  /** Adds a jar with the texts in it, or with those of its licences if it has none. */
  public void addJar(Component component) throws IOException {
    add(component, JarTexts.of(component.file().orElseThrow()));
  }

  /** Adds something with its texts, or with those of its licences if there are none. */
  public void add(Component component, Map<String, byte[]> texts) throws IOException {
    boolean hasLicence = texts.keySet().stream().anyMatch(name -> !isNotice(name));
    Map<String, byte[]> all = new TreeMap<>(texts);
    if (!hasLicence) {
      all.putAll(standard.of(component));
    }
    if (all.keySet().stream().allMatch(ThirdPartyFolder::isNotice)) {
      without.add(component.purl() + " (" + component.licence().orElseThrow().text() + ")");
    }
    Set<String> places = new TreeSet<>();
    for (Map.Entry<String, byte[]> text : all.entrySet()) {
      places.add(write(component, text.getKey(), text.getValue()));
    }
    enter(component, places);
  }

  /** Adds something whose texts are elsewhere in the image. */
  public void refer(Component component, String place) {
    enter(component, Set.of(place));
  }

  /** Adds Debian's packages among these, each with its file of copyrights. */
  public void referToDebian(List<Component> parts) {
    parts.stream()
        .filter(part -> part.purl().startsWith("pkg:deb/"))
        .forEach(part -> refer(part, "/usr/share/doc/" + part.name() + "/copyright"));
  }

  private static boolean isNotice(String name) {
    return name.toUpperCase(Locale.ROOT).contains("NOTICE");
  }

  private String write(Component component, String name, byte[] text) throws IOException {
    String content = new String(text, StandardCharsets.ISO_8859_1);
    String known = written.get(content);
    if (known != null) {
      return known;
    }
    String place = TEXTS + "/" + component.folder() + "/" + name;
    Path file = folder.resolve(place);
    Files.createDirectories(file.getParent());
    Files.write(file, text);
    written.put(content, place);
    return place;
  }

  private void enter(Component component, Set<String> places) {
    entries.put(
        component.purl(),
        "%s %s%n  %s%n  %s%n  %s%n"
            .formatted(
                component.name(),
                component.version(),
                component.licence().orElseThrow().text(),
                component.purl(),
                String.join("\n  ", places))
            .replace("\r", ""));
  }

  /**
   * Writes the list.
   *
   * @param what it is a list of
   */
  public void finish(String what) throws IOException {
    if (!without.isEmpty()) {
      throw new ThirdPartyException(
          "without a text of their licence:\n  "
              + String.join("\n  ", without)
              + "\n"
              + "Put it into src/imagebuild/resources, beside licences.txt, as"
              + " texts/LICENCE.txt.");
    }
    Files.writeString(
        folder.resolve("THIRD-PARTY.txt"),
        """
        What of others is in %s: %d parts. Each with its licence as SPDX writes it, its
        package URL, and where its texts are. OR is your choice, AND is not.

        """
                .formatted(what, entries.size())
            + String.join("\n", entries.values()));
  }
}
