package dev.migratedeploy.thirdparty;

import dev.migratedeploy.support.DeleteRecursively;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code mvn package}, before all libraries become one jar, in which each would overwrite the texts
 * of the one before: checks their licences, and writes what goes into the jar's {@code META-INF}
 * and its bill of materials.
 */
public final class JarNotices {
  private JarNotices() {}

  public static void main(String[] arguments) throws IOException {
    String version = property("tool.version");
    Path project = Path.of(property("project.directory"));
    Path inJar = Path.of(property("own.classes")).resolve("META-INF");
    KnownLicences known = KnownLicences.read();
    List<Component> libraries = libraries(known);
    known.check(libraries);
    delete(inJar.resolve("third-party"));
    Files.createDirectories(inJar.resolve("sbom"));
    ThirdPartyFolder folder =
        new ThirdPartyFolder(inJar, new StandardTexts(project.resolve("LICENSE")));
    for (Component library : libraries) {
      folder.addJar(library);
    }
    folder.finish("migrate-deploy.jar");
    Sbom sbom = new Sbom(tool(version), libraries);
    sbom.write(Path.of(property("tool.sbom")));
    sbom.write(inJar.resolve("sbom/migrate-deploy.cdx.json"));
  }

  /** What license-maven-plugin has found. */
  public static List<Component> libraries(KnownLicences known) throws IOException {
    return new MavenComponents(known, Path.of(property("local.repository")))
        .in(Path.of(property("third.party.list")));
  }

  /** Our own program. */
  public static Component tool(String version) {
    return new Component(
        "application",
        "migrate-deploy",
        version,
        MavenComponents.purl("dev.migratedeploy", "migrate-deploy", version),
        Optional.of(new LicenceExpression("Apache-2.0")),
        Optional.empty(),
        Optional.empty());
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      DeleteRecursively.of(folder);
    }
  }
}
