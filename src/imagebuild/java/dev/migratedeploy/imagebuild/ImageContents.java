package dev.migratedeploy.imagebuild;

import dev.migratedeploy.thirdparty.Component;
import dev.migratedeploy.thirdparty.JarNotices;
import dev.migratedeploy.thirdparty.KnownLicences;
import dev.migratedeploy.thirdparty.LicenceExpression;
import dev.migratedeploy.thirdparty.Sbom;
import dev.migratedeploy.thirdparty.StandardTexts;
import dev.migratedeploy.thirdparty.ThirdPartyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an image is made of: the licences of all of it are checked, their texts lie in the image,
 * and its bill of materials beside the file that it is left in.
 *
 * @param name the image's
 * @param version the image's
 */
record ImageContents(String name, String version, KnownLicences known, List<Component> parts) {
  ImageContents {
    parts = List.copyOf(parts);
  }

  static ImageContents of(String name, String version, KnownLicences known) {
    return new ImageContents(name, version, known, List.of());
  }

  ImageContents with(List<Component> more) {
    List<Component> all = new ArrayList<>(parts);
    all.addAll(more);
    return new ImageContents(name, version, known, all);
  }

  /**
   * Writes the list of what of others is in it, our own licence and notice, and the texts of jars.
   *
   * @param elsewhere where those are that bring a folder with their texts, by the beginning of
   *     their package URLs
   */
  void install(Path documents, Path project, List<Elsewhere> elsewhere) throws IOException {
    known.check(parts);
    Files.createDirectories(documents);
    for (String own : List.of("LICENSE", "NOTICE")) {
      Files.copy(project.resolve(own), documents.resolve(own));
    }
    ThirdPartyFolder folder =
        new ThirdPartyFolder(documents, new StandardTexts(project.resolve("LICENSE")));
    for (Component part : parts) {
      Optional<Elsewhere> place =
          elsewhere.stream().filter(each -> part.purl().startsWith(each.purl())).findFirst();
      if (place.isPresent()) {
        folder.refer(part, place.get().folder());
      } else if (part.purl().startsWith("pkg:maven/")) {
        folder.addJar(part);
      }
    }
    folder.referToDebian(parts);
    folder.finish("the image " + name);
  }

  /** Where the texts are of what is not a jar. */
  record Elsewhere(String purl, String folder) {}

  /** All licences of it, for its label. */
  String licences() {
    return LicenceExpression.allOf(
            Stream.concat(Stream.of(own()), parts.stream())
                .flatMap(part -> part.licence().stream())
                .distinct()
                .toList())
        .text();
  }

  /** Leaves its bill of materials beside the image: {@code NAME.tar} and {@code NAME.cdx.json}. */
  void writeSbom(Path tar) throws IOException {
    Component whole =
        new Component(
            "container",
            name,
            version,
            "image:" + name + "@" + version,
            Optional.empty(),
            Optional.empty(),
            Optional.of(tar));
    Path file =
        tar.resolveSibling(tar.getFileName().toString().replaceFirst("\\.tar$", ".cdx.json"));
    new Sbom(whole, Stream.concat(Stream.of(own()), parts.stream()).toList()).write(file);
    System.out.println("Its SBOM:  " + file);
  }

  private static Component own() {
    return JarNotices.tool(BuildProperties.version());
  }
}
