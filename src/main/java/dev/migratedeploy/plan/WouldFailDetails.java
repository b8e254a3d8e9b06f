package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.ScriptRule;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would stop a deploy, by the database and by the rules for scripts, each script once: an
 * edited one is known to both, and of a renamed one the rules know more.
 *
 * @param database what its history stops, a script in a sentence
 * @param folder of the scripts
 */
record WouldFailDetails(VerdictDetails database, String folder) {
  VerdictDetails with(List<Finding> findings) {
    List<Finding> errors = findings.stream().filter(Finding::isError).toList();
    List<Finding> others = errors.stream().filter(error -> !isKnown(error)).toList();
    Optional<Finding> renamed = renamed(database.cause(), errors);
    List<String> details = new ArrayList<>();
    for (String line : database.details()) {
      details.add(
          renamed(line, errors)
              .map(it -> it.place() + ": " + it.message() + "; " + it.next())
              .orElse(line));
    }
    if (!others.isEmpty()) {
      Problem more = ScriptErrors.problem(folder, others);
      details.add(more.cause());
      details.addAll(more.details());
    }
    return new VerdictDetails(
        renamed.map(it -> it.place() + ": " + it.message()).orElse(database.cause()),
        details,
        database.state(),
        renamed.map(Finding::next).or(database::next));
  }

  private boolean isKnown(Finding error) {
    return isAbout(database.cause(), error)
        || database.details().stream().anyMatch(line -> isAbout(line, error));
  }

  private static Optional<Finding> renamed(String sentence, List<Finding> errors) {
    return errors.stream()
        .filter(error -> error.rule().equals(ScriptRule.RENAMED_AFTER_DEPLOY.id()))
        .filter(error -> isAbout(sentence, error))
        .findFirst();
  }

  private static boolean isAbout(String sentence, Finding error) {
    String name = error.path().substring(error.path().lastIndexOf('/') + 1);
    return sentence.startsWith(name + " ");
  }
}
