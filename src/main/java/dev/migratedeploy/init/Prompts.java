package dev.migratedeploy.init;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes what a blueprint is made of from options or questions, and tells all that is wrong. */
public final class Prompts {
  private final Asker asker;
  private final List<String> wrong = new ArrayList<>();

  /** Who can be asked for what no option says. */
  @FunctionalInterface
  public interface Asker {
    /**
     * Asks for a value.
     *
     * @return empty if nobody answers
     */
    Optional<String> ask(String question);
  }

  public Prompts(Asker asker) {
    this.asker = asker;
  }

  /**
   * One value.
   *
   * @param option its long name
   * @param given what was given with the option or is known otherwise
   * @param form a pattern that the value has to match
   * @param meaning what it is, with an example
   */
  public String text(String option, Optional<String> given, String form, String meaning) {
    Optional<String> value =
        given.map(String::strip).or(() -> asked(form, meaning)).filter(it -> !it.isEmpty());
    if (value.isEmpty()) {
      wrong.add(option + " is missing: " + meaning);
    } else if (!value.get().matches(form)) {
      wrong.add(option + " is not " + meaning + ": " + value.get());
    }
    return value.orElse("");
  }

  /**
   * Several ids, separated by commas.
   *
   * @param kind what an id begins with, such as {@code subnet}
   */
  public List<String> ids(String option, Optional<String> given, String kind, String meaning) {
    String id = kind + "-[0-9a-f]+";
    Optional<String> text =
        given.or(() -> asked("\\s*" + id + "\\s*(,\\s*" + id + "\\s*)*,?", meaning));
    if (text.isEmpty()) {
      wrong.add(option + " is missing: " + meaning);
    }
    List<String> ids =
        Arrays.stream(text.orElse("").split(",", -1))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    ids.stream()
        .filter(it -> !it.matches(id))
        .forEach(it -> wrong.add(option + " holds something that is not an id: " + it));
    return ids;
  }

  /** Asks until the answer has the form; nobody wants to hear of the first mistake at the end. */
  private Optional<String> asked(String form, String meaning) {
    Optional<String> answer = asker.ask(meaning).map(String::strip);
    while (answer.isPresent() && !answer.get().matches(form)) {
      answer = asker.ask("not " + answer.get() + ", but " + meaning).map(String::strip);
    }
    return answer;
  }

  /** GitLab's address, from which its ID tokens are. */
  public URI address(String option, Optional<String> given, String meaning) {
    String text = text(option, given, "https?://[A-Za-z0-9._:/-]+", meaning);
    return wrong.isEmpty() ? URI.create(text) : URI.create("https://gitlab.invalid");
  }

  /**
   * Ends the questions.
   *
   * @throws RefusedException with all that is missing or wrong
   */
  public void refuseIfWrong() {
    if (!wrong.isEmpty()) {
      throw new RefusedException(
          new Problem(
              "wrote nothing: "
                  + wrong.size()
                  + (wrong.size() == 1 ? " option is" : " options are")
                  + " missing or wrong",
              wrong,
              "migrate-deploy init --help   shows an example"));
    }
  }
}
