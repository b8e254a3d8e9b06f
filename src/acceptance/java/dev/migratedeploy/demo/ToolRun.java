package dev.migratedeploy.demo;

import dev.migratedeploy.support.WaitableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the command line to its end. */
@FunctionalInterface
public interface ToolRun {
  ToolProcess.Result run(Path directory, Map<String, String> environment, List<String> arguments);

  /** A process of its own for each run, as a job has it. */
  static ToolRun processes() {
    return ToolProcess::run;
  }

  /**
   * In this process. It costs a tenth of the processor time: most of a process's is Java's start.
   */
  static ToolRun inProcess() {
    return new ToolCall(WaitableClock.system());
  }

  /** In this process, unless the property {@code test.tool} is {@code process}. */
  static ToolRun ofThisBuild() {
    return "process".equals(System.getProperty("test.tool")) ? processes() : inProcess();
  }
}
