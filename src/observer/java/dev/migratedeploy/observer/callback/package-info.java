/**
 * What {@code flyway.callbacks} names. Flyway loads every class of a package that is named there,
 * and goes on with a warning where one cannot be loaded; so this one has one class.
 */
@NullMarked
package dev.migratedeploy.observer.callback;

import org.jspecify.annotations.NullMarked;
