package dev.migratedeploy.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jar that the build has made, as users get it.
 *
 * @param classes an archive of the classes that it loads; Java starts without it too, but slower,
 *     and a newer one tells that, unless its log is off
 */
public record BuiltJar(Path jar, Optional<ClassArchive> classes) {

  /** {@code mvn verify} names both; a single test that an IDE runs has no jar. */
  public static Optional<BuiltJar> ofThisBuild() {
    return file("tool.jar").map(jar -> new BuiltJar(jar, ClassArchive.named("tool")));
  }

  /** What starts it, with the options that make a short process cheap. */
  List<String> command() {
    return command(classes.map(ClassArchive::options).orElse(List.of()));
  }

  /** The same with these options of Java's in the place of an archive. */
  List<String> command(List<String> options) {
    List<String> words =
        new ArrayList<>(List.of(ToolProcess.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(options);
    words.addAll(plain());
    return List.copyOf(words);
  }

  /** What a user types, {@code java -jar}. */
  public List<String> plainCommand() {
    List<String> words = new ArrayList<>(List.of(ToolProcess.java()));
    words.addAll(plain());
    return List.copyOf(words);
  }

  private List<String> plain() {
    return List.of("-jar", jar.toString());
  }

  private static Optional<Path> file(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(name -> !name.isEmpty())
        .map(name -> Path.of(name).toAbsolutePath())
        .filter(Files::isRegularFile);
  }
}
