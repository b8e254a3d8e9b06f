package dev.migratedeploy.cli;

import dev.migratedeploy.doctor.Checked;
import dev.migratedeploy.doctor.Checklist;
import dev.migratedeploy.report.DoctorJson;
import dev.migratedeploy.report.DoctorPage;
import dev.migratedeploy.verdict.ExitCode;
import java.io.PrintStream;
import java.time.Period;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy doctor}: looks at every precondition of a deploy, and changes nothing. */
@Command(
    name = "doctor",
    description = {
      "Check every precondition of a deploy, one by one, and say how to fix what is missing.",
      "It changes nothing and starts nothing, and writes no report files. It ends with 0 if a"
          + " deploy can begin, warnings or not, else with 2.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy doctor --env staging",
      "  migrate-deploy doctor --env staging --quiet   only warnings and errors",
      "  migrate-deploy doctor --env staging --json |",
      "    jq '.checks[] | select(.status != \"ok\")'"
    },
    sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;

  @Option(
      names = "--expires-within",
      paramLabel = "DAYS",
      converter = DaysConverter.class,
      description =
          "End with an error if GITLAB_TOKEN expires in fewer days, such as 14d; default: a"
              + " warning, from 14 days before.")
  private @Nullable Period expiresWithin;

  @Override
  public Integer call() {
    CliEnvironment surroundings = root.surroundings();
    DeployOptions options = root.options;
    PrintStream out = surroundings.out();
    Optional<String> environment =
        Optional.ofNullable(options.environment).filter(name -> !name.isBlank());
    DoctorPage page = new DoctorPage(out, Console.colour(options, surroundings), options.quiet);
    Checklist list =
        new Checklist(
            line -> tell(page, line), next -> ByHand.next(next, surroundings.variables()));
    if (!root.options.json) {
      page.begun(
          "migrate-deploy "
              + ToolVersion.current()
              + "   doctor"
              + environment.map(name -> "   " + name).orElse(""));
    }
    try (AwsAdapters adapters =
        new AwsAdapters(surroundings.variables(), surroundings.secrets(), surroundings.ticker())) {
      new DoctorChecks(root, adapters, list, Optional.ofNullable(expiresWithin)).run();
    }
    if (root.options.json) {
      surroundings.data().println(DoctorJson.of(list, environment));
    } else {
      page.decided(list, environment);
    }
    return list.errors() == 0 ? ExitCode.SUCCESS.number() : ExitCode.REFUSED.number();
  }

  private void tell(DoctorPage page, Checked line) {
    if (!root.options.json) {
      page.checked(line);
    }
  }
}
