package dev.migratedeploy.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code mvn -Pimage package}: the image of this tool, without Docker. */
public final class PublishedImage {
  private PublishedImage() {}

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(System.getProperty("image.directory"));
    Jdk25 jdk = Jdk25.find();
    Home home = Home.in(work.resolve("root"));
    jdk.link(home.runtime());
    Files.copy(Path.of(System.getProperty("own.jar")), home.code());
    LibraryJar.write(Path.of(System.getProperty("tool.jar")), home.code(), home.libraries());
    home.finish();
    new Training(home, Path.of(System.getProperty("project.directory"))).run(jdk, work);
  }
}
