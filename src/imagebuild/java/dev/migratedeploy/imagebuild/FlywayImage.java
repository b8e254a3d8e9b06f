package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.FolderOfJars;
import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The base image for Flyway, {@code migrate-deploy-flyway}: laid out as the official one, with the
 * drivers of PostgreSQL and of MariaDB and MySQL, and started from an AOT cache. {@code
 * target/image-flyway/root/flyway} can be run where it was made, too.
 *
 * @param work the folder of its build
 * @param known the licences that are allowed in it
 */
record FlywayImage(Path work, Jdk25 jdk, ImageBuild.Base base, KnownLicences known) {
  /** The property that says where to push it. */
  static final String TARGET = "flyway.image.to";

  /**
   * What jdeps finds without what draws windows, and what is only reached by reflection, as a
   * service or by a user's driver or agent: scripts in any character set, Kerberos, LDAP, XA.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.rmi",
          "java.scripting",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.sql.rowset",
          "java.transaction.xa",
          "java.xml",
          "java.xml.crypto",
          "jdk.charsets",
          "jdk.crypto.ec",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.security.auth",
          "jdk.security.jgss",
          "jdk.unsupported",
          "jdk.xml.dom",
          "jdk.zipfs");

  void build() throws IOException {
    Path project = BuildProperties.path("project.directory");
    OwnImage image =
        new OwnImage("migrate-deploy-flyway", work, BuildProperties.path("flyway.image.tar"));
    FlywayHome home = FlywayHome.in(work.resolve("root"));
    jdk.link(MODULES, home.runtime());
    FlywayJars jars =
        new FlywayJars(
            List.of(BuildProperties.path("flyway.jars"), BuildProperties.path("flyway.mariadb")));
    jars.install(home);
    ImageContents contents = contents(home, jars.version());
    contents.install(
        home.licences(),
        project,
        List.of(new ImageContents.Elsewhere("pkg:generic/openjdk", FlywayHome.RUNTIME + "/legal")));
    home.finish();
    FlywayTraining training =
        FlywayTraining.in(work.resolve("training"), project, BuildProperties.path("own.classes"));
    training.ofFolder(home);
    FlywayParts parts = FlywayParts.of(home, work.resolve("placed"));
    image.write(base, parts.withoutCache(), Map.of(), ImageDefaults.ofFlyway(), jars.version());
    Path cache = training.ofImage(unpacked(image, "untrained"));
    ImageBuild build =
        image.write(
            base,
            parts.withCache(cache),
            Labels.ofFlyway(
                jars.version(), BuildProperties.version(), contents.licences(), System.getenv()),
            ImageDefaults.ofFlyway(),
            jars.version());
    SizeLimit.check(image.tar());
    new FlywayTrial(unpacked(image, "trial"), project).run();
    contents.writeSbom(image.tar());
    image.publish(build, TARGET);
  }

  private ImageContents contents(FlywayHome home, String version) throws IOException {
    FolderOfJars jars = new FolderOfJars(known);
    return ImageContents.of("migrate-deploy-flyway", version, known)
        .with(base.parts())
        .with(jars.in(home.libraries()))
        .with(jars.in(home.drivers()))
        .with(List.of(jdk.component(known)));
  }

  private UnpackedImage unpacked(OwnImage image, String folder) throws IOException {
    return UnpackedImage.of(
        image.tar(), work.resolve(folder), FlywayHome.FOLDER, FlywayHome.RUNTIME);
  }
}
