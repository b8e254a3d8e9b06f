package dev.migratedeploy.imagebuild;

import dev.migratedeploy.image.RegistryCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code mvn -Pimage package}: the image of this tool, without Docker, on the base that {@code
 * -Dimage.base} names, else on one made of Debian's packages. It is left in {@code
 * target/migrate-deploy-image.tar}, and pushed where {@code -Dimage.to} says.
 *
 * <p>What is in it can be run where it was made, too, just as fast: {@code
 * target/image/root/usr/local/bin/migrate-deploy} is the launcher, and {@code
 * ../lib/migrate-deploy} of it holds {@code runtime/bin/java}, the two jars and the caches {@code
 * deploy.aot} and {@code help.aot}.
 */
public final class ToolImage {
  private final Path work = Path.of(System.getProperty("image.directory"));
  private final Path project = Path.of(System.getProperty("project.directory"));
  private final Path tar = Path.of(System.getProperty("image.tar"));

  private ToolImage() {}

  public static void main(String[] arguments) throws IOException {
    new ToolImage().build();
  }

  private void build() throws IOException {
    Jdk25 jdk = Jdk25.find(System.getenv());
    Home home = Home.in(work.resolve("root"));
    NpmSquawk.install(home, project.resolve("LICENSE"), work.resolve("npm"));
    jdk.link(home.runtime());
    new Application(
            Path.of(System.getProperty("own.classes")), Path.of(System.getProperty("tool.jar")))
        .install(home);
    new RehearsalJars(Path.of(System.getProperty("rehearsal.jars"))).install(home);
    home.finish();
    new Training(home, project).run(jdk, work);
    ImageBuild build =
        new ImageBuild(
            base(),
            new ImageParts(home).layers(),
            Labels.of(version(), System.getenv()),
            RegistryCredentials.of(registry -> Optional.empty(), System.getenv()),
            work.resolve("cache"));
    build.toTar(tar, "migrate-deploy:" + version());
    Trial.of(tar, work.resolve("trial"), project);
    System.out.println("The image: " + tar);
    asked("image.to")
        .ifPresent(
            target -> System.out.println("Pushed:    " + target + " " + build.toRegistry(target)));
  }

  private ImageBuild.Base base() throws IOException {
    Optional<String> named = asked("image.base");
    return named.isPresent()
        ? new ImageBuild.Base.Registry(named.get())
        : new ImageBuild.Base.File(DebianBase.write(work));
  }

  private static String version() {
    return System.getProperty("tool.version");
  }

  private static Optional<String> asked(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }
}
