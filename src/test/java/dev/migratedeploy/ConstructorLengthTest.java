package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody can tell the eighth of many arguments from the ninth: smaller records or a builder. */
class ConstructorLengthTest {
  private static final int MOST = 7;

  /** What the compiler gives the constructor of an enum: its name and its ordinal. */
  private static final int OF_AN_ENUM = 2;

  @Test
  void noConstructorHasMoreThanSevenParameters() {
    List<String> longer =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.migratedeploy")
                .stream()
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> length(constructor) > MOST)
                .map(
                    constructor -> constructor.getOwner().getName() + " has " + length(constructor))
                .sorted()
                .toList();
    assertThat(longer).isEmpty();
  }

  private static int length(JavaConstructor constructor) {
    return constructor.getRawParameterTypes().size()
        - (constructor.getOwner().isEnum() ? OF_AN_ENUM : 0);
  }
}
