package dev.migratedeploy.cli;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What completes {@code --env}. Picocli writes the candidates of an option into the script, and the
 * environments of a project are only known when the word is completed: the script asks for them.
 */
final class EnvironmentNames implements Iterable<String> {
  private static final String PLACE = "ENVIRONMENTS-OF-THE-SETTINGS";

  private static final Pattern DECLARED =
      Pattern.compile("(?m)^ *+local (\\w++)=\\(\"" + PLACE + "\"\\)[^\\n]*+\\n");

  /** As a function of bash and zsh. An alias is not looked up in a function otherwise. */
  private static final String FUNCTION =
      """
      # The environments of the settings file that the command line names.
      function _environments_migrate-deploy() {
        local tool=${BASH_ALIASES[migrate-deploy]:-migrate-deploy}
        local config=() at
        for ((at = 1; at < ${#COMP_WORDS[@]} - 1; at++)); do
          case ${COMP_WORDS[at]} in
            -c | --config) config=(--config "${COMP_WORDS[at + 1]}") ;;
          esac
        done
        $tool completion --environments "${config[@]}" 2>/dev/null
      }

      """;

  @Override
  public Iterator<String> iterator() {
    return List.of(PLACE).iterator();
  }

  /** A script that asks the tool in the place of each list. */
  static String asked(String script) {
    String asking = script;
    for (Matcher list = DECLARED.matcher(asking); list.find(); list = DECLARED.matcher(asking)) {
      asking =
          asking
              .replace(list.group(), "")
              .replace("\"${" + list.group(1) + "[@]}\"", "$(_environments_migrate-deploy)");
    }
    int body = asking.indexOf("\n\n") + 2;
    return asking.substring(0, body) + FUNCTION + asking.substring(body);
  }
}
