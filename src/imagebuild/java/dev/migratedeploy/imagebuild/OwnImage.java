package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import dev.migratedeploy.image.RegistryCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the two published images.
 *
 * @param name its repository's usual name
 * @param work the folder of its build
 * @param tar where it is left
 */
record OwnImage(String name, Path work, Path tar) {
  /** Puts the layers on the base, leaves the image in its file and tells how to push it. */
  ImageBuild write(
      ImageBuild.Base base,
      List<FileEntriesLayer> layers,
      Map<String, String> labels,
      ImageDefaults defaults,
      String version) {
    ImageBuild build =
        new ImageBuild(
            base,
            layers,
            labels,
            defaults,
            RegistryCredentials.of(registry -> Optional.empty(), System.getenv()),
            work.resolve("cache"));
    build.toTar(tar, name + ":" + version);
    return build;
  }

  /**
   * Pushes what has been tried.
   *
   * @param property names the image in a registry, if it is to be pushed
   */
  void publish(ImageBuild build, String property) {
    System.out.println("The image: " + tar);
    BuildProperties.find(property)
        .ifPresent(
            target ->
                System.out.println(
                    "Pushed:    " + target + " " + build.toRegistry(property, target)));
  }
}
