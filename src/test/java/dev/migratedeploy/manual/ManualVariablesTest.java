package dev.migratedeploy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tool's own variables: those of options and of {@code deploy.env} are made from a name. */
class ManualVariablesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\bMIGRATE_DEPLOY_[A-Z_]*[A-Z]\\b");
  private static final String PREFIX = "MIGRATE_DEPLOY_";
  private static final Pattern NAME = Pattern.compile("\"([A-Z_]+)\"");
  private static final Pattern OPTION = Pattern.compile("`?--([a-z-]+)");

  @Test
  void everyVariableOfTheProgramIsInTheManual() throws IOException {
    Set<String> told = variables(manual());
    told.addAll(ofOptions());

    assertThat(told).containsAll(variables(program()));
  }

  @Test
  void everyVariableOfTheManualIsOneOfTheProgram() throws IOException {
    Set<String> known = variables(program());
    known.addAll(ofOptions());
    for (String source : List.of("Dotenv", "FleetVariables")) {
      NAME.matcher(
              Files.readString(
                  Path.of("src/main/java/dev/migratedeploy/report/" + source + ".java")))
          .results()
          .forEach(found -> known.add(PREFIX + found.group(1)));
    }

    assertThat(known).containsAll(variables(manual()));
  }

  private static Set<String> ofOptions() {
    return OPTION
        .matcher(ManualPage.named("commands").text())
        .results()
        .map(found -> PREFIX + found.group(1).replace('-', '_').toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> variables(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String manual() {
    return ManualPage.all().stream().map(ManualPage::text).collect(Collectors.joining("\n"));
  }

  private static String program() throws IOException {
    try (Stream<Path> found = Files.walk(Path.of("src/main"))) {
      StringBuilder text = new StringBuilder();
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
      return text.append(Files.readString(Path.of("ci-templates/migrate-deploy.yml"))).toString();
    }
  }
}
