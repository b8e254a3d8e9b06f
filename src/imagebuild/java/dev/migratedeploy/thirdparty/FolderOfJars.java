package dev.migratedeploy.thirdparty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Libraries that lie in a folder of an image as they are, each in its jar. */
public record FolderOfJars(KnownLicences known) {
  private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

  /** The jars in a folder, without those in folders below it. */
  public List<Component> in(Path folder) throws IOException {
    List<Component> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        found.add(component(jar));
      }
    }
    return found;
  }

  private Component component(Path jar) throws IOException {
    Matcher name = NAME.matcher(jar.getFileName().toString());
    if (!name.matches()) {
      throw new ThirdPartyException("no NAME-VERSION.jar: " + jar);
    }
    String group =
        group(jar, name.group(1)).or(() -> known.groupOf(name.group(1))).orElse("unknown");
    return new Component(
        "library",
        name.group(1),
        name.group(2),
        MavenComponents.purl(group, name.group(1), name.group(2)),
        known.of(group, name.group(1)),
        Optional.empty(),
        Optional.of(jar));
  }

  /** As Maven has written it into the jar, if it has. */
  private static Optional<String> group(Path jar, String name) throws IOException {
    Pattern properties =
        Pattern.compile("META-INF/maven/[^/]+/" + Pattern.quote(name) + "/pom.properties");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Optional<? extends ZipEntry> entry =
          zip.stream().filter(each -> properties.matcher(each.getName()).matches()).findFirst();
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry.get())) {
        Properties read = new Properties();
        read.load(in);
        return Optional.ofNullable(read.getProperty("groupId"));
      }
    }
  }
}
