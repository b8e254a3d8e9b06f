package dev.migratedeploy.fuzz;

import dev.migratedeploy.runner.policy.Policy;
import java.io.IOException;
import java.nio.file.Path;

/** Either a policy or a refusal. */
final class Policies implements FuzzTarget.Reading {
  private final Scratch scratch = new Scratch();

  @Override
  public void of(String text) throws IOException {
    Path file = scratch.with(text);
    FuzzedSettings.refusable(text, () -> Policy.read(file), scratch);
  }
}
