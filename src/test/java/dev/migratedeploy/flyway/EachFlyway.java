package dev.migratedeploy.flyway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A test that runs once with the jars of the newest Flyway whose command line can be run here, and
 * once with those of the newest core. Its argument is their folder.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(strings = {"target/flyway", "target/flyway-next"})
@interface EachFlyway {}
