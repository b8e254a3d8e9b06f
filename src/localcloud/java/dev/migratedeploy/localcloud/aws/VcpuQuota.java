package dev.migratedeploy.localcloud.aws;

import java.util.List;
import java.util.Locale;

/** How many vCPUs the account's tasks on Fargate may have together. */
final class VcpuQuota {
  private static final double UNITS = 1024;

  /** That of an account which has asked for more long ago. */
  private volatile double vcpus = 4_000;

  void set(double most) {
    vcpus = most;
  }

  double get() {
    return vcpus;
  }

  /** Whether there is room for tasks beside those that have not stopped. */
  boolean hasRoom(TaskOrder order, List<LocalTask> tasks) {
    double used =
        tasks.stream()
            .filter(task -> !task.record().text("lastStatus").equals("STOPPED"))
            .mapToDouble(task -> vcpus(task.record().text("cpu")))
            .sum();
    return used + order.count() * vcpus(order.definition().fields().text("cpu").orElse(""))
        <= vcpus;
  }

  /** A task's cpu is in units, or written as {@code .25 vCPU}. */
  private static double vcpus(String cpu) {
    if (cpu.isEmpty()) {
      return 0;
    }
    return cpu.toLowerCase(Locale.ROOT).endsWith("vcpu")
        ? Double.parseDouble(cpu.substring(0, cpu.length() - "vcpu".length()).strip())
        : Double.parseDouble(cpu) / UNITS;
  }
}
