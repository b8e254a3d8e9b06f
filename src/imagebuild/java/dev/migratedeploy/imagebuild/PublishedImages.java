package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code mvn -Pimage package}: the image of this tool and the base image for Flyway, without
 * Docker, on the image that {@code -Dimage.base} names, else on one made of Debian's packages. They
 * are left in {@code target}, and pushed where {@code -Dimage.to} and {@code -Dflyway.image.to}
 * say.
 */
public final class PublishedImages {
  private PublishedImages() {}

  public static void main(String[] arguments) throws IOException {
    Jdk25 jdk = Jdk25.find(System.getenv());
    Path work = BuildProperties.path("image.directory");
    KnownLicences known = KnownLicences.read();
    ImageBuild.Base base = base(work, known);
    new ToolImage(work, jdk, base, known).build();
    if (UnpackedImage.hasOthers()) {
      new FlywayImage(BuildProperties.path("flyway.image.directory"), jdk, base, known).build();
    } else {
      leaveOut();
    }
  }

  /** A cache is good for the folder that it is made in, which must be the image's. */
  private static void leaveOut() {
    String why =
        "the base image for Flyway has not been built: its cache is made in the image itself, by"
            + " chroot, and this user is not root. Run the build as root, such as in a container";
    if (BuildProperties.find(FlywayImage.TARGET).isPresent()) {
      throw new BuildException(why);
    }
    System.out.println("Left out: " + why);
  }

  /** The same for both, so that a machine which has pulled one has this layer of the other. */
  private static ImageBuild.Base base(Path work, KnownLicences known) throws IOException {
    Optional<String> named = BuildProperties.find("image.base");
    return named.isPresent()
        ? new ImageBuild.Base.Registry(named.get())
        : DebianBase.write(work, known);
  }
}
