package dev.migratedeploy.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is read from others, each with the properties that hold for any input. */
enum FuzzTarget {
  /** The settings file of a project. */
  SETTINGS(new FuzzedSettings()),
  /** Flyway's configuration in TOML and in properties. */
  TOML(new FlywayFiles()),
  /** Scripts, in every dialect. */
  SQL(new Scripts()),
  /** A task's log, as CloudWatch's events. */
  LOG(new TaskLog()),
  /** The observer's lines, each without what stands before its JSON. */
  OBSERVER(new ObserverLines()),
  /** The file that GitLab Runner hands to the custom executor. */
  JOB(new JobFiles()),
  /** The policy of a runner's host. */
  POLICY(new Policies());

  /** Reads one input; an exception or error of any kind is a finding. */
  @FunctionalInterface
  interface Reading {
    void of(String text) throws IOException;
  }

  @SuppressWarnings("ImmutableEnumChecker") // one fuzzer at a time
  private final Reading reading;

  FuzzTarget(Reading reading) {
    this.reading = reading;
  }

  void read(byte[] input) throws IOException {
    reading.of(new String(input, StandardCharsets.UTF_8));
  }

  /** The folder of its seeds beside this class. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
