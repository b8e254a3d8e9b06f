package dev.migratedeploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Code that is timed by JMH, in a process of its own: {@code -Dbench=code}. */
public final class CodeBenchmarks {
  private static final TimeValue ITERATION = TimeValue.milliseconds(500);

  private CodeBenchmarks() {}

  public static void main(String[] arguments) throws RunnerException, IOException {
    if (!List.of(System.getProperty("bench", "").split(",", -1)).contains("code")) {
      return;
    }
    Path file = Path.of(System.getProperty("bench.directory"), "jmh.json");
    Files.createDirectories(file.getParent());
    Table table = new Table("code", "code by itself, in microseconds");
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include("dev.migratedeploy")
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(ITERATION)
                    .measurementIterations(5)
                    .measurementTime(ITERATION)
                    .verbosity(VerboseMode.SILENT)
                    .resultFormat(ResultFormatType.JSON)
                    .result(file.toString())
                    .build())
            .run()) {
      add(table, result);
    }
    table.explain("JMH's own report of it: " + file);
    table.write();
  }

  private static void add(Table table, RunResult result) {
    String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)Benchmark\\.", "$1 ");
    String scripts = result.getParams().getParam("scripts");
    String label = scripts == null ? name : name + ", " + scripts + " scripts";
    List<Double> times =
        result.getAggregatedResult().getIterationResults().stream()
            .flatMapToDouble(run -> DoubleStream.of(run.getPrimaryResult().getScore()))
            .boxed()
            .toList();
    table.row(label.replaceAll("[^A-Za-z0-9]+", "-"), label, times);
  }
}
