package dev.migratedeploy.rehearsal;

import dev.migratedeploy.rehearsal.result.ScriptFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script failed for that an environment has and an empty database has not: it says nothing
 * about the script.
 *
 * @param what such as {@code the role "reporting"}
 * @param next what to do, so that the script can be rehearsed
 */
record MissingHere(String what, String next) {
  private static final String BEFORE =
      "make it in a script that runs first (rehearse: {before: FILE} in the settings), such as: ";
  private static final String OTHER_IMAGE =
      "rehearse on an image of the database that has it, or leave the script as it is: nothing is"
          + " wrong with it";
  private static final String RIGHTS =
      "let --database log in as the database's administrator, as the image's own user is";

  /** The databases' own messages; {@code %s} stands for what is between the brackets. */
  private static final List<Rule> RULES =
      List.of(
          rule("role \"([^\"]+)\" does not exist", "the role %s", BEFORE + "CREATE ROLE \"%s\";"),
          rule("extension \"([^\"]+)\" is not available", "the extension %s", OTHER_IMAGE),
          rule(
              "could not open extension control file \".*/([^/\"]+)\\.control\"",
              "the extension %s",
              OTHER_IMAGE),
          rule("(shared_preload_libraries)", "an entry of %s", OTHER_IMAGE),
          rule("could not access file \"([^\"]+)\"", "the library %s", OTHER_IMAGE),
          rule("language \"([^\"]+)\" does not exist", "the language %s", OTHER_IMAGE),
          rule(
              "tablespace \"([^\"]+)\" does not exist",
              "the tablespace %s",
              "leave it as it is, or rehearse on a database that has it"),
          rule(
              "(?:^|: )server \"([^\"]+)\" does not exist",
              "the foreign server %s",
              BEFORE + "CREATE SERVER \"%s\" …;"),
          rule(
              "foreign-data wrapper \"([^\"]+)\" does not exist",
              "the foreign-data wrapper %s",
              OTHER_IMAGE),
          rule(
              "publication \"([^\"]+)\" does not exist",
              "the publication %s",
              BEFORE + "CREATE PUBLICATION \"%s\";"),
          rule(
              "(must be superuser|permission denied to [a-z]+(?: [a-z]+)*(?: \"[^\"]+\")?)",
              "more rights (%s)",
              RIGHTS),
          rule("Unknown database '([^']+)'", "the database %s", BEFORE + "CREATE DATABASE %s;"),
          rule(
              "You are not allowed to create a user with (GRANT)",
              "the user that a %s names",
              BEFORE + "CREATE USER …;"),
          rule(
              "The user specified as a definer \\((.+?)\\) does not exist",
              "the user %s",
              BEFORE + "CREATE USER %s;"),
          rule(
              "Can't find any matching row in the (user) table", "a %s", BEFORE + "CREATE USER …;"),
          rule("(Access denied; you need)", "more rights (%s …)", RIGHTS));

  private record Rule(Pattern message, String what, String next) {
    Optional<MissingHere> on(String text) {
      Matcher found = message.matcher(text);
      return found.find()
          ? Optional.of(
              new MissingHere(
                  what.replace("%s", found.group(1)), next.replace("%s", found.group(1))))
          : Optional.empty();
    }
  }

  private static Rule rule(String message, String what, String next) {
    return new Rule(Pattern.compile(message), what, next);
  }

  /** Of a script's failure; empty if the script itself is wrong, as far as can be told. */
  static Optional<MissingHere> of(ScriptFailure failure) {
    return RULES.stream().flatMap(rule -> rule.on(failure.message()).stream()).findFirst();
  }
}
