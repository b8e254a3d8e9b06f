package dev.migratedeploy.history;

import dev.migratedeploy.history.DeployTry.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The times in which an environment's last deploy was red: from the end of the first red try to the
 * end of the next green one, by GitLab's clock.
 *
 * @param over each of those that are over
 * @param redSince if the last one that ended is red
 */
public record Recoveries(List<Duration> over, Optional<Instant> redSince) {
  public Recoveries {
    over = List.copyOf(over);
  }

  static Recoveries of(List<DeployTry> tries) {
    List<DeployTry> ended =
        tries.stream()
            .filter(it -> it.endedAt().isPresent())
            .sorted(Comparator.comparing(it -> it.endedAt().orElseThrow()))
            .toList();
    List<Duration> over = new ArrayList<>();
    Optional<Instant> red = Optional.empty();
    for (DeployTry one : ended) {
      if (one.end() == End.RED && red.isEmpty()) {
        red = one.endedAt();
      } else if (one.end() == End.GREEN && red.isPresent()) {
        over.add(Duration.between(red.get(), one.endedAt().orElseThrow()));
        red = Optional.empty();
      }
    }
    return new Recoveries(over, red);
  }
}
