package dev.migratedeploy.targets;

import dev.migratedeploy.support.Hash;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The whole list that databases were taken from.
 *
 * @param hash of the names and variables of all of them, whatever their order
 * @param file where it is, from the project's directory, if it is a file of the repository
 * @param inFiles whether files of the repository tell all of it
 * @param notes what is worth a line about it, a sentence each
 */
public record ListOrigin(String hash, Optional<String> file, boolean inFiles, List<String> notes) {
  public ListOrigin {
    notes = List.copyOf(notes);
  }

  /** One that is nowhere, with nothing to note. */
  static ListOrigin of(List<Wave> waves) {
    return new ListOrigin(hashOf(waves), Optional.empty(), true, List.of());
  }

  static String hashOf(List<Wave> waves) {
    Hash.Parts parts = Hash.SHA256.parts();
    waves.stream()
        .flatMap(wave -> wave.targets().stream())
        .sorted(Comparator.comparing(Target::name))
        .forEach(
            target -> {
              parts.add(target.name());
              parts.add(String.valueOf(target.variables().size()));
              target
                  .variables()
                  .forEach(
                      (name, value) -> {
                        parts.add(name);
                        parts.add(value);
                      });
            });
    return parts.digits();
  }
}
