package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
  private static final Path SETTINGS = Path.of("db-migrations/migrate-deploy.yml");

  private final Path project;

  ImageFilesTest(@TempDir Path project) {
    this.project = project;
  }

  @Test
  void filesAndWholeFoldersAreTakenSortedByTheirPlace() throws IOException {
    write("lib/driver.jar", "");
    write("certs/root.pem", "");
    write("certs/deep/.hidden", "");
    assertThat(collect(Map.of("lib/driver.jar", "/flyway/drivers/", "certs", "/etc/certs/")))
        .containsExactly(
            new ImageFile("/etc/certs/deep/.hidden", project.resolve("certs/deep/.hidden")),
            new ImageFile("/etc/certs/root.pem", project.resolve("certs/root.pem")),
            new ImageFile("/flyway/drivers/driver.jar", project.resolve("lib/driver.jar")));
  }

  /** Reading a pipe or a socket would not end. */
  @Test
  void whatIsNeitherAFileNorAFolderIsRefused() throws IOException {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(project.resolve("s")));

      assertThat(refusal(Map.of("s", "/s")).details())
          .containsExactly("s: neither a file nor a folder, named in image.files");
    }
  }

  @Test
  void flywaysConfigurationBesideTheSettingsGoesIntoTheImageByItself() throws IOException {
    write("db-migrations/flyway.conf", "flyway.user=app");
    write("db-migrations/flyway.toml", "[flyway]");
    write("flyway.toml", "[flyway]");
    assertThat(collect(Map.of()))
        .extracting(ImageFile::target)
        .containsExactly("/flyway/conf/flyway.conf", "/flyway/conf/flyway.toml");
  }

  @Test
  void aListedConfigurationGoesWhereTheListSays() throws IOException {
    write("db-migrations/flyway.toml", "[flyway]");
    assertThat(collect(Map.of("db-migrations/flyway.toml", "/conf/flyway.toml")))
        .extracting(ImageFile::target)
        .containsExactly("/conf/flyway.toml");
  }

  @Test
  void everyProblemIsToldAtOnceAndNoSecret() throws IOException {
    write("db-migrations/flyway.toml", "[environments.x]\npassword = \"s3cr3t\"\n");
    write("conf/sub/extra.properties", "flyway.password=s3cr3t\n");
    write("conf/readme.txt", "flyway.password=s3cr3t\n");
    Files.createDirectories(project.resolve("empty"));
    Files.createSymbolicLink(project.resolve("link"), Path.of("/"));
    Problem problem =
        refusal(Map.of("conf", "/conf", "missing.jar", "/m", "empty", "/e", "link", "/l"));
    assertThat(problem.details())
        .containsExactlyInAnyOrder(
            "missing.jar: no such file, named in image.files",
            "empty: a folder without any file, named in image.files",
            "link: a symbolic link that leads out of the project",
            "conf/sub/extra.properties:1: flyway.password holds a secret",
            "db-migrations/flyway.toml:2: password holds a secret");
    assertThat(problem.next()).contains("FLYWAY_PASSWORD", "image.files");
  }

  @Test
  void twoFilesForOnePlaceAreAProblem() throws IOException {
    write("a/x.jar", "");
    write("b/x.jar", "");
    assertThat(refusal(Map.of("a", "/jars", "b/x.jar", "/jars/")).details())
        .singleElement()
        .asString()
        .startsWith("/jars/x.jar: both ");
  }

  private List<ImageFile> collect(Map<String, String> files) {
    return ImageFiles.collect(project, SETTINGS, image(files));
  }

  private Problem refusal(Map<String, String> files) {
    return catchThrowableOfType(RefusedException.class, () -> collect(files)).problem();
  }

  private static ImageSettings image(Map<String, String> files) {
    return new ImageSettings("flyway", "team/flyway", List.of("flyway"), "/flyway/sql", files);
  }

  private void write(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
