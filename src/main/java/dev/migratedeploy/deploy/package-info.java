/**
 * Use case: the main job, from changed scripts to a verdict, and its variants (dry run, attach,
 * {@code info}, {@code validate}, {@code repair}).
 */
@NullMarked
package dev.migratedeploy.deploy;

import org.jspecify.annotations.NullMarked;
