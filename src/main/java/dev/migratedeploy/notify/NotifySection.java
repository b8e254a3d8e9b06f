package dev.migratedeploy.notify;

import dev.migratedeploy.config.ConfigValue;
import dev.migratedeploy.config.Constraint;
import dev.migratedeploy.config.Section;
import dev.migratedeploy.config.Suggestion;
import dev.migratedeploy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code notify:}, of the settings or of a runner's policy. */
public final class NotifySection {
  /** The section's key. */
  public static final String NOTIFY = "notify";

  private static final Set<String> KEYS = Set.of("to", "url", "secret", "verdicts", "environments");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*+)}");

  /** Those that a deploy may come to. */
  private static final Set<Verdict.Kind> OF_A_DEPLOY =
      EnumSet.of(
          Verdict.Kind.APPLIED,
          Verdict.Kind.NOTHING_TO_DO,
          Verdict.Kind.FAILED,
          Verdict.Kind.INCOMPLETE,
          Verdict.Kind.REFUSED,
          Verdict.Kind.NOT_STARTED,
          Verdict.Kind.UNKNOWN,
          Verdict.Kind.STILL_RUNNING);

  /** Whatever makes the job red. */
  private static final Set<Verdict.Kind> RED =
      EnumSet.copyOf(
          OF_A_DEPLOY.stream()
              .filter(kind -> kind != Verdict.Kind.APPLIED && kind != Verdict.Kind.NOTHING_TO_DO)
              .toList());

  private static final Constraint TO =
      Constraint.of(
          key -> MessageFormat.named(key).isPresent(),
          "one of " + String.join(", ", MessageFormat.keys()));

  private NotifySection() {}

  /**
   * Reads what the file says; what is wrong becomes a problem of the file, and that receiver is
   * left out. No variable is looked up: a job that sends nothing may not have them.
   *
   * @param environments those of the file; empty if there is only one, which is then not named
   */
  public static List<Receiver> read(Section top, Collection<String> environments) {
    List<Receiver> receivers = new ArrayList<>();
    for (Section section : top.sections(NOTIFY)) {
      receiver(section, environments).ifPresent(receivers::add);
    }
    return receivers;
  }

  private static Optional<Receiver> receiver(Section section, Collection<String> environments) {
    section.knowing(KEYS);
    Optional<MessageFormat> format =
        Optional.of(section.required("to", TO, "the kind of receiver, such as slack"))
            .flatMap(MessageFormat::named);
    Optional<String> url = variable(section, "url", "${SLACK_WEBHOOK}");
    Optional<String> secret = variable(section, "secret", "${ALERT_KEY}");
    if (!section.keys().contains("url")) {
      section.complain(
          "url",
          "missing; name the variable that holds the webhook's address, such as ${SLACK_WEBHOOK}");
    }
    format.ifPresent(to -> check(section, to));
    Optional<Set<Verdict.Kind>> verdicts = verdicts(section);
    Optional<Set<String>> names = names(section, environments);
    boolean whole =
        section.keys().contains("secret") == secret.isPresent()
            && verdicts.isPresent()
            && names.isPresent();
    return whole && format.isPresent() && url.isPresent()
        ? Optional.of(
            new Receiver(
                format.get(), url.get(), secret, verdicts.orElse(RED), names.orElse(Set.of())))
        : Optional.empty();
  }

  private static void check(Section section, MessageFormat to) {
    boolean there = section.keys().contains("secret");
    if (to.needsSecret() && !there) {
      section.complain(
          "secret",
          "missing; name the variable that holds the alert integration's key, such as"
              + " ${ALERT_KEY}");
    } else if (there && !to.takesSecret()) {
      section.complain("secret", to.key() + " has no secret, only the address; leave the key out");
    }
  }

  /** The name in a single placeholder. What else is there is never shown: it may be the secret. */
  private static Optional<String> variable(Section section, String key, String example) {
    Optional<String> written = section.plain(key);
    Optional<String> name =
        written
            .map(VARIABLE::matcher)
            .filter(Matcher::matches)
            .map(placeholder -> placeholder.group(1));
    if (written.isPresent() && name.isEmpty()) {
      section.complain(
          key,
          "expected a variable and nothing else, such as "
              + example
              + ": everyone who can read the file can use what is written in it");
    }
    return name;
  }

  private static Optional<Set<Verdict.Kind>> verdicts(Section section) {
    Set<Verdict.Kind> verdicts = EnumSet.noneOf(Verdict.Kind.class);
    boolean known = true;
    for (String word : section.list("verdicts", Constraint.ANYTHING)) {
      // In deploy.env a verdict has underscores.
      String title = word.toUpperCase(Locale.ROOT).replace('_', ' ');
      Optional<Verdict.Kind> kind =
          OF_A_DEPLOY.stream().filter(it -> it.title().equals(title)).findFirst();
      kind.ifPresent(verdicts::add);
      if (kind.isEmpty()) {
        known = false;
        section.complain(
            "verdicts", "expected verdicts of a deploy, " + titles() + ", found " + shown(word));
      }
    }
    return known ? Optional.of(verdicts.isEmpty() ? RED : verdicts) : Optional.empty();
  }

  private static Optional<Set<String>> names(Section section, Collection<String> environments) {
    if (environments.isEmpty() && section.keys().contains("environments")) {
      section.complain("environments", "this section is about one environment; leave the key out");
      return Optional.empty();
    }
    Set<String> names = Set.copyOf(section.list("environments", Constraint.ANYTHING));
    List<String> unknown = names.stream().filter(name -> !environments.contains(name)).toList();
    unknown.forEach(
        name ->
            section.complain(
                "environments",
                "this file has no environment "
                    + shown(name)
                    + Suggestion.question(name, environments)));
    return unknown.isEmpty() ? Optional.of(names) : Optional.empty();
  }

  private static String titles() {
    return OF_A_DEPLOY.stream().map(Verdict.Kind::title).collect(Collectors.joining(", "));
  }

  private static String shown(String word) {
    return ConfigValue.quoted(word);
  }
}
