package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.FolderOfJars;
import dev.migratedeploy.thirdparty.JarNotices;
import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The image of this tool. What is in it can be run where it was made, too, just as fast: {@code
 * target/image/root/usr/local/bin/migrate-deploy} is the launcher, and {@code
 * ../lib/migrate-deploy} of it holds {@code runtime/bin/java}, the two jars and the caches {@code
 * deploy.aot} and {@code help.aot}.
 *
 * @param work the folder of its build
 * @param known the licences that are allowed in it
 */
record ToolImage(Path work, Jdk25 jdk, ImageBuild.Base base, KnownLicences known) {
  /**
   * What jdeps finds and what is only reached by reflection or as a service: {@code java.sql} for
   * Jackson's dates and for rehearsals, {@code java.naming} and {@code java.security.jgss} for the
   * HTTP client that Jib uses, {@code jdk.unsupported} for Guava.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.security.jgss",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.unsupported",
          "jdk.zipfs");

  void build() throws IOException {
    Path project = BuildProperties.path("project.directory");
    OwnImage image = new OwnImage("migrate-deploy", work, BuildProperties.path("image.tar"));
    Home home = Home.in(work.resolve("root"));
    NpmSquawk.install(home, project.resolve("LICENSE"), work.resolve("npm"));
    jdk.link(MODULES, home.runtime());
    new Application(BuildProperties.path("own.classes"), BuildProperties.path("tool.jar"))
        .install(home);
    new RehearsalJars(BuildProperties.path("rehearsal.jars")).install(home);
    ImageContents contents = contents(home);
    contents.install(
        home.documents(),
        project,
        List.of(
            new ImageContents.Elsewhere("pkg:npm/", "/usr/share/doc/squawk-cli"),
            new ImageContents.Elsewhere("pkg:generic/openjdk", Home.FOLDER + "/runtime/legal")));
    home.finish();
    new Training(home, project).run(jdk, work);
    ImageBuild build =
        image.write(
            base,
            new ImageParts(home).layers(),
            Labels.ofTool(BuildProperties.version(), contents.licences(), System.getenv()),
            ImageDefaults.ofTool(),
            BuildProperties.version());
    Trial.of(image.tar(), work.resolve("trial"), project);
    contents.writeSbom(image.tar());
    image.publish(build, "image.to");
  }

  private ImageContents contents(Home home) throws IOException {
    return ImageContents.of("migrate-deploy", BuildProperties.version(), known)
        .with(base.parts())
        .with(JarNotices.libraries(known))
        .with(new FolderOfJars(known).in(home.rehearsal()))
        .with(List.of(NpmSquawk.component(known, home.squawk()), jdk.component(known)));
  }
}
