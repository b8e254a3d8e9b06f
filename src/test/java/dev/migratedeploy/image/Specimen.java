package dev.migratedeploy.image;

import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Images to build, with their files in a directory of the test. */
record Specimen(Path directory) {
  static final String RUN = "#!/bin/sh\nexec flyway \"$@\"\n";

  /** Two layers, the upper one too big to be moved unnoticed. */
  static final int BIG = 300_000;

  static LayeredImage base() {
    byte[] big = new byte[BIG];
    new Random(1).nextBytes(big);
    return new LayeredImage(
        List.of(
            new TarLayer().file("bin/sh", "a shell", 0755).gzip(),
            new TarLayer().file("flyway/flyway", big, 0755).gzip()),
        Map.of(
            "Entrypoint", List.of("flyway"),
            "Cmd", List.of("-?"),
            "Env", List.of("PATH=/flyway:/bin", "LANG=C.UTF-8"),
            "WorkingDir", "/flyway",
            "User", "101:101"));
  }

  /** An image with the usual two scripts. */
  ImageSpec spec(String base, String repository) {
    return spec(
        base,
        repository,
        List.of(script("V1__customer.sql", "one"), script("eu/V2__region.sql", "two")));
  }

  ImageSpec spec(String base, String repository, List<ImageFile> scripts) {
    return spec(base, repository, "amd64", scripts, List.of());
  }

  ImageSpec spec(
      String base,
      String repository,
      String architecture,
      List<ImageFile> scripts,
      List<ImageFile> extra) {
    return new ImageSpec(
        base,
        repository,
        architecture,
        new Entrypoint(RUN, false),
        new ImageLayer("scripts", new ArrayList<>(scripts)),
        new ImageLayer("files", extra),
        Optional.empty());
  }

  /** The same image where another one was there before it. */
  static ImageSpec after(String previous, ImageSpec spec) {
    return new ImageSpec(
        spec.base(),
        spec.repository(),
        spec.architecture(),
        spec.entrypoint(),
        spec.scripts(),
        spec.extra(),
        Optional.of(previous));
  }

  ImageFile script(String name, String text) {
    return file("/flyway/sql/" + name, text);
  }

  ImageFile file(String target, String text) {
    Path file = directory.resolve(target.substring(1));
    try {
      Files.createDirectories(file.resolveSibling("."));
      return new ImageFile(target, Files.writeString(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
