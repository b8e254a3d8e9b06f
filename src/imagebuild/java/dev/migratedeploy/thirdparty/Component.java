package dev.migratedeploy.thirdparty;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Somebody else's software in the jar or an image.
 *
 * @param type as CycloneDX names it, such as {@code library}
 * @param purl its package URL, which scanners look for
 * @param licence empty if nobody has said it, which no build of ours gets through
 * @param cpe the name of the vulnerability lists, for what has no package
 * @param file the jar, package or program that was taken in
 */
public record Component(
    String type,
    String name,
    String version,
    String purl,
    Optional<LicenceExpression> licence,
    Optional<String> cpe,
    Optional<Path> file) {
  /** By their names, so that each build writes them in the same order. */
  static final Comparator<Component> BY_PURL = Comparator.comparing(Component::purl);

  /** Who publishes it, such as {@code org.ow2.asm}: the namespace of its package URL. */
  String group() {
    String[] parts = purl.split("/", -1);
    return parts.length > 2 ? parts[1] : "";
  }

  /** Whether it is a thing of its own that is passed on, not just what others are part of. */
  boolean isPart() {
    return !type.equals("operating-system") && !type.equals("container");
  }

  /** The folder of its licence texts. */
  String folder() {
    return name.replaceAll("[^A-Za-z0-9._-]", "-") + "-" + version.replaceAll("[^\\w.+~-]", "-");
  }
}
