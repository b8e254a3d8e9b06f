package dev.migratedeploy.cli;

import picocli.CommandLine.TypeConversionException;

/** Thrown by a converter; its message is what would have been accepted. */
final class WrongValue extends TypeConversionException {
  private static final long serialVersionUID = 1L;

  WrongValue(String accepted) {
    super(accepted);
  }
}
