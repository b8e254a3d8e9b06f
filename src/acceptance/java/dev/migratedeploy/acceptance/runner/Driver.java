package dev.migratedeploy.acceptance.runner;

import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolCall;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import dev.migratedeploy.runner.driver.RunnerExit;
import dev.migratedeploy.support.QuickTicker;
import java.util.function.Consumer;

/** Calls the driver for one stage, and waits for its end. */
@FunctionalInterface
public interface Driver extends ToolRun {
  /** A process of its own for each stage. */
  static Driver processes() {
    return ToolProcess::run;
  }

  /** In this process, one stage at a time, with waits of a tenth of their time. */
  static Driver inProcess() {
    return (directory, variables, arguments) -> {
      synchronized (Driver.class) {
        ToolProcess.Result result =
            new ToolCall(new QuickTicker()).run(directory, variables, arguments);
        return new ToolProcess.Result(
            RunnerExit.of(variables)
                .map(exit -> exit.of(result.exitCode()))
                .orElse(result.exitCode()),
            result.output());
      }
    };
  }

  /**
   * The same, but the stage that does the work is a process, to which something happens once it
   * prints these words: it may get SIGTERM or SIGKILL.
   */
  default Driver at(String words, Consumer<RunningTool> event) {
    return (directory, variables, arguments) -> {
      if (!arguments.contains(LocalRunner.BUILD)) {
        return run(directory, variables, arguments);
      }
      RunningTool tool = ToolProcess.launch(directory, variables, arguments);
      event.accept(tool.awaitLine(words));
      return tool.result();
    };
  }
}
