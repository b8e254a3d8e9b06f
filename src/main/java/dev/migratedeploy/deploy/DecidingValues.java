package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.support.Hash;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What beside the scripts decides what a deploy's task does, each value as a short hash: an
 * argument or a variable may hold what nobody is to read.
 */
record DecidingValues(Map<Aspect, String> hashes) {
  private static final List<Aspect> ORDER =
      List.of(
          Aspect.ARGUMENTS,
          Aspect.COMMAND,
          Aspect.BASE,
          Aspect.ENTRYPOINT,
          Aspect.SCRIPTS_PATH,
          Aspect.FILES);

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
    return new DecidingValues(hashes);
  }

  /** From {@link #toString}; empty if that is something else. */
  static Optional<DecidingValues> parse(String text) {
    List<String> parts = Arrays.asList(text.split("[.]", -1));
    if (parts.size() != ORDER.size()
        || !parts.stream().allMatch(part -> part.matches("[0-9a-f]{" + DIGITS + "}"))) {
      return Optional.empty();
    }
    Map<Aspect, String> hashes = new EnumMap<>(Aspect.class);
    for (int i = 0; i < ORDER.size(); i++) {
      hashes.put(ORDER.get(i), parts.get(i));
    }
    return Optional.of(new DecidingValues(hashes));
  }

  /** Which of them are others there. */
  List<Aspect> differingFrom(DecidingValues other) {
    return ORDER.stream()
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
    return ORDER.stream()
        .map(aspect -> String.valueOf(hashes.get(aspect)))
        .collect(Collectors.joining("."));
  }
}
