package dev.migratedeploy.cli;

import dev.migratedeploy.init.Prompts;
import dev.migratedeploy.report.Screen;
import java.io.Console;
import java.util.Map;
import java.util.Optional;

/** A person at a terminal, who may be asked. */
final class Terminal {
  private Terminal() {}

  /** Nobody answers in a CI job, nor where input or output is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // on Java 17 it is null, and later isTerminal() tells
  static Prompts.Asker of(Map<String, String> variables) {
    Console console = System.console();
    return console == null || variables.containsKey("CI") || !isTerminal(console)
        ? question -> Optional.empty()
        : question -> Optional.ofNullable(console.readLine("%s: ", question));
  }

  /** Where the output is read. */
  @SuppressWarnings("SystemConsoleNull")
  static Screen screen(Map<String, String> variables) {
    Console console = System.console();
    return console == null || !isTerminal(console) ? Screen.LOG : Screen.ofTerminal(variables);
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
