package dev.migratedeploy.imagebuild;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.migratedeploy.image.RegistryCredential;
import dev.migratedeploy.thirdparty.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Puts the layers on the base, by Jib.
 *
 * @param cache what Jib keeps, so that a second target costs little
 */
record ImageBuild(
    Base base,
    List<FileEntriesLayer> layers,
    Map<String, String> labels,
    ImageDefaults defaults,
    RegistryCredential.Source logins,
    Path cache) {

  /** What the image stands on. */
  sealed interface Base {
    /** What of others is in it. */
    List<Component> parts();

    /** An image in a file, as {@code docker save} writes it. */
    record File(Path path, List<Component> parts) implements Base {}

    /** An image of a registry, whose parts its own publisher knows. */
    record Registry(String reference) implements Base {
      @Override
      public List<Component> parts() {
        return List.of(
            new Component(
                "container",
                reference,
                "",
                "image:" + reference,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    }
  }

  /** Writes an OCI archive. */
  void toTar(Path tar, String name) {
    Containerizer file = Containerizer.to(TarImage.at(tar).named(parse("image.to", name)));
    build(file, isOnThisMachine(), "write " + tar);
  }

  /**
   * Pushes it, and returns its digest.
   *
   * @param property what the reference was given as
   */
  String toRegistry(String property, String reference) {
    ImageReference target = parse(property, reference);
    Containerizer registry =
        Containerizer.to(
            RegistryImage.named(target).addCredentialRetriever(() -> login(target.getRegistry())));
    return build(
        registry, isOnThisMachine() && isLoopback(target), "push the image to " + reference);
  }

  private String build(Containerizer target, boolean plainHttp, String what) {
    try {
      return container()
          .setFormat(ImageFormat.OCI)
          .setPlatforms(Set.of(new Platform(Architecture.ofThisMachine().image(), "linux")))
          .setFileEntriesLayers(layers)
          .setLabels(labels)
          .setEnvironment(environment())
          .setWorkingDirectory(defaults.directory())
          .setEntrypoint(defaults.entrypoint())
          .setProgramArguments(defaults.arguments())
          .containerize(
              target
                  .setBaseImageLayersCache(cache.resolve("base"))
                  .setApplicationLayersCache(cache.resolve("layers"))
                  .setAllowInsecureRegistries(plainHttp)
                  .setToolName("migrate-deploy"))
          .getDigest()
          .toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException("interrupted", e);
    } catch (ExecutionException
        | RegistryException
        | IOException
        | CacheDirectoryCreationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BuildException("could not " + what + ": " + cause.getMessage(), e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(defaults.environment());
    // Without it Java could not read a script whose name has an accent in it.
    environment.put("LC_ALL", "C.UTF-8");
    return environment;
  }

  private JibContainerBuilder container() {
    if (base instanceof Base.File file) {
      return Jib.from(TarImage.at(file.path()));
    }
    ImageReference image = parse("image.base", ((Base.Registry) base).reference());
    return Jib.from(
        RegistryImage.named(image).addCredentialRetriever(() -> login(image.getRegistry())));
  }

  private Optional<Credential> login(String registry) {
    return logins
        .loginFor(registry)
        .map(login -> Credential.from(login.user(), login.password().reveal()));
  }

  private boolean isOnThisMachine() {
    return !(base instanceof Base.Registry registry)
        || isLoopback(parse("image.base", registry.reference()));
  }

  private static boolean isLoopback(ImageReference image) {
    return image.getRegistry().matches("(localhost|127\\.[0-9.]+)(:\\d+)?");
  }

  private static ImageReference parse(String key, String text) {
    try {
      return ImageReference.parse(text);
    } catch (InvalidImageReferenceException e) {
      throw new BuildException("-D" + key + " is not the name of an image: " + text, e);
    }
  }
}
