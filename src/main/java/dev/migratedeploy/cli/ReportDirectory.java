package dev.migratedeploy.cli;

import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.FileNames;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Where the report files go if the arguments are wrong: picocli may have given up before it came to
 * the option, so it is read again with that option as the only one.
 */
@Command
final class ReportDirectory {
  @Option(names = "--report-dir")
  private Path directory = Path.of(Defaults.REPORT_DIRECTORY);

  private ReportDirectory() {}

  static Path of(List<String> words, EnvironmentDefaultProvider variables) {
    ReportDirectory only = new ReportDirectory();
    CommandLine commandLine = new CommandLine(only);
    commandLine.getCommandSpec().parser().collectErrors(true);
    commandLine
        .setUnmatchedArgumentsAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setExpandAtFiles(false)
        .setDefaultValueProvider(variables)
        .registerConverter(Path.class, FileNames::path)
        .parseArgs(words.toArray(String[]::new));
    return only.directory;
  }
}
