/** The databases of an environment that has many: their list, its file, and their waves. */
@NullMarked
package dev.migratedeploy.targets;

import org.jspecify.annotations.NullMarked;
