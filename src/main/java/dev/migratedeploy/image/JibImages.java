package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Images, built and pushed by Jib: no Docker, no root. */
public final class JibImages implements Images {
  private static final FilePermissions READ = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTE = FilePermissions.fromOctalString("755");

  private final RegistryLogin.Source logins;

  public JibImages(RegistryLogin.Source logins) {
    this.logins = logins;
  }

  @Override
  public Planned plan(ImageSpec spec) {
    Build build = new Build(spec);
    return new Planned(spec.repository(), build.target.getTag().orElseThrow(), build.there());
  }

  @Override
  public PublishedImage publish(ImageSpec spec) {
    Build build = new Build(spec);
    Optional<String> there = build.there();
    String digest = there.orElseGet(build::push);
    return new PublishedImage(
        spec.repository(), build.target.getTag().orElseThrow(), digest, there.isPresent());
  }

  /** One image on its way from its base to its repository. */
  private final class Build {
    private final ImageSpec spec;
    private final boolean plainHttp;
    private final JibRegistry registry;
    private final ImageReference base;
    private final ImageReference target;

    Build(ImageSpec spec) {
      this.spec = spec;
      ImageReference named = parse("image.base", spec.base());
      ImageReference repository = parse("image.repository", spec.repository());
      this.plainHttp = Loopback.is(named.getRegistry()) && Loopback.is(repository.getRegistry());
      this.registry = new JibRegistry(logins, plainHttp);
      String digest = baseDigest(named);
      this.base = ImageReference.of(named.getRegistry(), named.getRepository(), null, digest);
      this.target =
          ImageReference.of(repository.getRegistry(), repository.getRepository(), tag(digest));
    }

    /** The digest of the very image, if the registry has it already. */
    Optional<String> there() {
      return look(target, "look for " + target.getTag().orElseThrow() + " in " + spec.repository());
    }

    String push() {
      if (plainHttp) {
        // Jib's switch for credentials over plain HTTP; both registries are on this machine.
        System.setProperty("sendCredentialsOverHttp", "true");
      }
      try (Workplace work = Workplace.open()) {
        return container(work).containerize(containerizer(work)).getDigest().toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NotStartedException(
            Problem.of("the push of the image was interrupted", "retry the job"), e);
      } catch (ExecutionException e) {
        return pushedByAnother(e.getCause() == null ? e : e.getCause());
      } catch (RegistryException | IOException | CacheDirectoryCreationException e) {
        return pushedByAnother(e);
      }
    }

    /** A registry with immutable tags refuses the later of two jobs that push the same image. */
    private String pushedByAnother(Throwable e) {
      return there()
          .orElseThrow(
              () ->
                  RegistryFailure.of(
                      "push the image to " + spec.repository(), target.getRegistry(), e));
    }

    private JibContainerBuilder container(Workplace work) throws IOException {
      Path entrypoint = Files.writeString(work.directory().resolve("run"), spec.entrypoint());
      JibContainerBuilder container =
          Jib.from(
                  RegistryImage.named(base).addCredentialRetriever(() -> registry.credential(base)))
              .setPlatforms(Set.of(new Platform(spec.architecture(), "linux")))
              .setEntrypoint(ImageSpec.ENTRYPOINT)
              .addFileEntriesLayer(entries(spec.scripts()))
              .addFileEntriesLayer(
                  FileEntriesLayer.builder()
                      .setName("entrypoint")
                      .addEntry(entrypoint, AbsoluteUnixPath.get(ImageSpec.ENTRYPOINT), EXECUTE)
                      .build());
      if (!spec.extra().files().isEmpty()) {
        container.addFileEntriesLayer(entries(spec.extra()));
      }
      return container;
    }

    /**
     * Nothing is kept on the machine: a base layer is downloaded only where the target does not
     * have it, and what Jib keeps of a base by digest would be trusted without the login that its
     * other layers may need.
     */
    private Containerizer containerizer(Workplace work) {
      return Containerizer.to(
              RegistryImage.named(target).addCredentialRetriever(() -> registry.credential(target)))
          .setBaseImageLayersCache(work.directory().resolve("base"))
          .setApplicationLayersCache(work.directory().resolve("application"))
          .setExecutorService(work.threads())
          .setAllowInsecureRegistries(plainHttp)
          .setToolName("migrate-deploy")
          .setToolVersion(null);
    }

    private String baseDigest(ImageReference named) {
      return named
          .getDigest()
          .or(() -> look(named, "read the base image " + spec.base()))
          .orElseThrow(() -> noBase(spec.base()));
    }

    private Optional<String> look(ImageReference image, String what) {
      try {
        return registry.digest(image);
      } catch (IOException | RegistryException e) {
        throw RegistryFailure.of(what, image.getRegistry(), e);
      }
    }

    private String tag(String baseDigest) {
      try {
        return ContentTag.of(baseDigest, spec);
      } catch (IOException e) {
        throw new UncheckedIOException("could not read the scripts again", e);
      }
    }
  }

  private static FileEntriesLayer entries(ImageLayer layer) {
    FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.name());
    layer
        .files()
        .forEach(
            file -> entries.addEntry(file.source(), AbsoluteUnixPath.get(file.target()), READ));
    return entries.build();
  }

  static RefusedException noBase(String base) {
    return new RefusedException(
        Problem.of("there is no base image " + base, "correct image.base in the settings"));
  }

  static ImageReference parse(String key, String text) {
    try {
      return ImageReference.parse(text);
    } catch (InvalidImageReferenceException e) {
      throw new RefusedException(
          Problem.of(
              key + " is not the name of an image: " + text,
              "write it as HOST/REPOSITORY, the base with :TAG or @sha256:DIGEST"),
          e);
    }
  }
}
