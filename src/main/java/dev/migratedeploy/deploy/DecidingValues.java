package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.support.Hash;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What beside the scripts decides what a deploy's task does, each value as a short hash: an
 * argument or a variable may hold what nobody is to read.
 *
 * @param partial whether the task was for only some of the environment's databases; the hash of the
 *     databases is that of all of them
 */
record DecidingValues(Map<Aspect, String> hashes, boolean partial) {
  private static final List<Aspect> ORDER =
      List.of(
          Aspect.ARGUMENTS,
          Aspect.COMMAND,
          Aspect.BASE,
          Aspect.ENTRYPOINT,
          Aspect.SCRIPTS_PATH,
          Aspect.FILES);

  /** Only of environments that have many databases. */
  private static final int WITH_TARGETS = ORDER.size() + 1;

  private static final String PARTIAL = "p";
  private static final int DIGITS = 12;

  /** With every placeholder of the settings replaced. */
  static DecidingValues of(DeployRequest request) {
    Map<Aspect, String> hashes = new EnumMap<>(Aspect.class);
    hashes.put(Aspect.ARGUMENTS, hash(request.arguments()));
    hashes.put(Aspect.COMMAND, hash(request.environment().command()));
    hashes.put(Aspect.BASE, hash(List.of(request.image().base())));
    hashes.put(Aspect.ENTRYPOINT, hash(request.image().entrypoint()));
    hashes.put(Aspect.SCRIPTS_PATH, hash(List.of(request.image().scriptsPath())));
    hashes.put(Aspect.FILES, hashOfFiles(request.files()));
    Targets targets = request.targets();
    if (!targets.none()) {
      hashes.put(Aspect.TARGETS, targets.list().hash().substring(0, DIGITS));
    }
    return new DecidingValues(hashes, targets.partial());
  }

  /** From {@link #toString}; empty if that is something else. */
  static Optional<DecidingValues> parse(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split("[.]", -1)));
    boolean partial = parts.size() == WITH_TARGETS && text.endsWith(PARTIAL);
    if (partial) {
      parts.set(ORDER.size(), parts.get(ORDER.size()).replace(PARTIAL, ""));
    }
    if ((parts.size() != ORDER.size() && parts.size() != WITH_TARGETS)
        || !parts.stream().allMatch(part -> part.matches("[0-9a-f]{" + DIGITS + "}"))) {
      return Optional.empty();
    }
    Map<Aspect, String> hashes = new EnumMap<>(Aspect.class);
    for (int i = 0; i < ORDER.size(); i++) {
      hashes.put(ORDER.get(i), parts.get(i));
    }
    if (parts.size() == WITH_TARGETS) {
      hashes.put(Aspect.TARGETS, parts.get(ORDER.size()));
    }
    return Optional.of(new DecidingValues(hashes, partial));
  }

  /** Which of them are others there. */
  List<Aspect> differingFrom(DecidingValues other) {
    return Stream.concat(ORDER.stream(), Stream.of(Aspect.TARGETS))
        .filter(aspect -> !Objects.equals(hashes.get(aspect), other.hashes.get(aspect)))
        .toList();
  }

  private static String hashOfFiles(List<ImageFile> files) {
    List<String> parts = new ArrayList<>();
    for (ImageFile file : files) {
      try {
        parts.add(file.target());
        parts.add(Hash.SHA256.of(file.content().bytes()));
      } catch (IOException e) {
        throw new RefusedException(
            Problem.of(
                "could not read " + file.source() + ": " + e,
                "check that the job may read every file of its checkout"),
            e);
      }
    }
    return hash(parts);
  }

  private static String hash(List<String> parts) {
    Hash.Parts list = Hash.SHA256.parts();
    parts.forEach(list::add);
    return list.digits().substring(0, DIGITS);
  }

  @Override
  public String toString() {
    String known =
        ORDER.stream()
            .map(aspect -> String.valueOf(hashes.get(aspect)))
            .collect(Collectors.joining("."));
    String targets = hashes.get(Aspect.TARGETS);
    return targets == null ? known : known + "." + targets + (partial ? PARTIAL : "");
  }
}
