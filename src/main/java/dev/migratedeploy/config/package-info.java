/**
 * The reader of settings files: YAML with line numbers, placeholders, and every problem at once. It
 * knows no feature.
 */
@NullMarked
package dev.migratedeploy.config;

import org.jspecify.annotations.NullMarked;
