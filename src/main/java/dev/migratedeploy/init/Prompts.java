package dev.migratedeploy.init;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes what a blueprint is made of from options or questions, and tells all that is wrong. */
public final class Prompts {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

  private final Asker asker;
  private final List<String> wrong = new ArrayList<>();

  /** Who can be asked for what no option says. */
  @FunctionalInterface
  public interface Asker {
    /**
     * Asks for a value.
     *
     * @return empty where nobody answers
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
        given.or(() -> asker.ask(meaning)).map(String::strip).filter(it -> !it.isEmpty());
    if (value.isEmpty()) {
      wrong.add(option + " is missing: " + meaning);
    } else if (!value.get().matches(form)) {
      wrong.add(option + " is not " + meaning + ": " + value.get());
    }
    return value.orElse("");
  }

  /** Several ids, separated by commas. */
  public List<String> ids(String option, Optional<String> given, String meaning) {
    String text = text(option, given, ".*", meaning);
    List<String> ids =
        Arrays.stream(text.split(",", -1)).map(String::strip).filter(id -> !id.isEmpty()).toList();
    ids.stream()
        .filter(id -> !ID.matcher(id).matches())
        .forEach(id -> wrong.add(option + " holds something that is not an id: " + id));
    return ids;
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
