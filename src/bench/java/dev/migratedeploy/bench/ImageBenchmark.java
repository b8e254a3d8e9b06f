package dev.migratedeploy.bench;

import dev.migratedeploy.image.Entrypoint;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.image.ImageLayer;
import dev.migratedeploy.image.ImageSpec;
import dev.migratedeploy.image.JibImages;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.localcloud.http.Traffic;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Building and publishing an image, in this process, each time as on a new machine. */
final class ImageBenchmark {
  private static final int WARM_UPS = 1;
  private static final int RUNS = 5;
  private static final int LAYERS = 10;
  private static final int MEGABYTE = 1_000_000;

  private static final String DESCRIPTOR =
      "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}";
  private static final String CONFIGURATION =
      """
      {"architecture": "amd64", "os": "linux", "config": {"Entrypoint": ["flyway"]},
       "rootfs": {"type": "layers", "diff_ids": [%s]}}
      """;
  private static final String MANIFEST =
      """
      {"schemaVersion": 2, "config": %s, "layers": [%s]}
      """;
  private static final String SCRIPT =
      """
      -- Orders of the region %1$d.
      CREATE TABLE orders_%1$d (id bigint PRIMARY KEY, region text NOT NULL);
      CREATE INDEX orders_%1$d_region ON orders_%1$d (region);
      INSERT INTO orders_%1$d VALUES (1, 'north'), (2, 'west');
      """;

  private final LocalRegistry registry = LocalRegistry.start();
  private final LocalRegistry elsewhere = LocalRegistry.start();
  private final Traffic traffic = new Traffic();
  private final Path directory = Files.createTempDirectory("image-bench");
  private final Table table = new Table("image", "building and publishing an image, ms");

  private ImageBenchmark() throws IOException {
    registry.tell(traffic);
  }

  static void run() throws IOException {
    new ImageBenchmark().measure();
  }

  private void measure() throws IOException {
    put(registry, "small", 1);
    for (int scripts : new int[] {1, 10, 100, 1_000, 10_000}) {
      warm("scripts-" + scripts, "%,6d scripts, one changed".formatted(scripts), "small", scripts);
    }
    for (int megabytes : new int[] {10, 100, 1_000}) {
      String base = "of" + megabytes;
      String words = "base of %,5d MB, ".formatted(megabytes);
      put(registry, base, megabytes);
      warm("changed-" + megabytes, words + "one changed script", base, 1);
      cold("mounted-" + megabytes, words + "mounted into a new repository", registry, base);
      put(elsewhere, base, megabytes);
      cold("copied-" + megabytes, words + "copied from another registry", elsewhere, base);
    }
    table.explain(
        "With the scripts grow the reading, zipping and digesting of their layer. The base's size"
            + " matters only where it is in another registry and has to be copied, once.");
    table.write();
    registry.close();
    elsewhere.close();
  }

  /** The repository has an image on this base, of the scripts as they were before. */
  private void warm(String key, String words, String base, int scripts) throws IOException {
    String repository = registry.authority() + "/warm-" + key;
    String baseName = registry.authority() + "/base:" + base;
    List<ImageFile> files = scripts(key, scripts);
    PublishedImage before = publish(spec(baseName, repository, files, Optional.empty()));
    List<Number> milliseconds = new ArrayList<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      Files.writeString(files.get(0).source(), "SELECT 'version " + run + "';\n");
      ImageSpec spec = spec(baseName, repository, files, Optional.of(before.reference()));
      long start = System.nanoTime();
      before = publish(spec);
      keep(milliseconds, run, start);
    }
    table.row(key, words + asked(), milliseconds);
  }

  /** The repository has nothing. */
  private void cold(String key, String words, LocalRegistry from, String base) throws IOException {
    List<ImageFile> files = scripts(key, 1);
    List<Number> milliseconds = new ArrayList<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      String repository = "cold-" + key + run;
      ImageSpec spec =
          spec(
              from.authority() + "/base:" + base,
              registry.authority() + "/" + repository,
              files,
              Optional.empty());
      long start = System.nanoTime();
      publish(spec);
      keep(milliseconds, run, start);
    }
    table.row(key, words + asked(), milliseconds);
  }

  private static void keep(List<Number> milliseconds, int run, long start) {
    if (run >= WARM_UPS) {
      milliseconds.add((System.nanoTime() - start) / 1e6);
    }
  }

  /** Of the last publish. */
  private String asked() {
    Hosts.Sum sum = Hosts.of(traffic.all()).sums().get("registry");
    return sum == null ? "" : " (" + sum.words() + ")";
  }

  private PublishedImage publish(ImageSpec spec) {
    traffic.forget();
    return new JibImages(host -> Optional.empty()).plan(spec).publish();
  }

  private static ImageSpec spec(
      String base, String repository, List<ImageFile> files, Optional<String> previous) {
    return new ImageSpec(
        base,
        repository,
        "amd64",
        Entrypoint.of(List.of("flyway")),
        new ImageLayer("scripts", files),
        new ImageLayer("files", List.of()),
        previous);
  }

  private List<ImageFile> scripts(String folder, int number) throws IOException {
    Path scripts = Files.createDirectory(directory.resolve(folder));
    List<ImageFile> files = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      String name = "V" + i + "__orders.sql";
      Path file = Files.writeString(scripts.resolve(name), SCRIPT.formatted(i));
      files.add(new ImageFile("/flyway/sql/" + name, file));
    }
    return files;
  }

  /** An image of layers that cannot be compressed, one in memory at a time. */
  private static void put(LocalRegistry registry, String tag, int megabytes) {
    Random random = new Random(megabytes);
    List<String> diffIds = new ArrayList<>();
    List<String> layers = new ArrayList<>();
    for (int number = 0; number < LAYERS; number++) {
      byte[] bytes = new byte[megabytes * MEGABYTE / LAYERS];
      random.nextBytes(bytes);
      LayeredImage.Layer layer = new TarLayer().file("opt/" + number, bytes, 0644).plain();
      diffIds.add('"' + layer.diffId().value() + '"');
      layers.add(
          DESCRIPTOR.formatted(
              layer.mediaType(), registry.putBlob("base", layer.blob()), layer.blob().length));
    }
    byte[] configuration =
        CONFIGURATION.formatted(String.join(",", diffIds)).getBytes(StandardCharsets.UTF_8);
    Digest digest = registry.putBlob("base", configuration);
    registry.putManifest(
        "base",
        tag,
        new StoredManifest(
            LayeredImage.MANIFEST,
            MANIFEST.formatted(
                DESCRIPTOR.formatted(
                    "application/vnd.oci.image.config.v1+json", digest, configuration.length),
                String.join(",", layers))));
  }
}
