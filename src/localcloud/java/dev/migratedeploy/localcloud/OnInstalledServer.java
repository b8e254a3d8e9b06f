package dev.migratedeploy.localcloud;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that runs on {@link PostgreSqlServer#INSTALLED}, as a rule those of the class
 * that it extends once more. Where the machine has none, it is skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InstalledServerChoice.class)
public @interface OnInstalledServer {}
