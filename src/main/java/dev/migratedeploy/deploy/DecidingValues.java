package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.image.ImageFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
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
  static DecidingValues of(DeployRequest order) {
    Map<Aspect, String> hashes = new EnumMap<>(Aspect.class);
    hashes.put(Aspect.ARGUMENTS, hash(order.arguments()));
    hashes.put(Aspect.COMMAND, hash(order.environment().command()));
    hashes.put(Aspect.BASE, hash(List.of(order.image().base())));
    hashes.put(Aspect.ENTRYPOINT, hash(order.image().entrypoint()));
    hashes.put(Aspect.SCRIPTS_PATH, hash(List.of(order.image().scriptsPath())));
    hashes.put(Aspect.FILES, hashOfFiles(order.files()));
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
      MessageDigest digest = digest();
      try (InputStream in = new DigestInputStream(Files.newInputStream(file.source()), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new RefusedException(
            Problem.of(
                "could not read " + file.source() + ": " + e,
                "check that the job may read every file of its checkout"),
            e);
      }
      parts.add(file.target());
      parts.add(HexFormat.of().formatHex(digest.digest()));
    }
    return hash(parts);
  }

  private static String hash(List<String> parts) {
    MessageDigest digest = digest();
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      // With its length, so that no two lists look the same.
      digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(text);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return ORDER.stream()
        .map(aspect -> String.valueOf(hashes.get(aspect)))
        .collect(Collectors.joining("."));
  }
}
