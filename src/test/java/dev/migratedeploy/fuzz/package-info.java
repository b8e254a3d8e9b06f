/** Random input for everything that reads what others wrote. */
@NullMarked
package dev.migratedeploy.fuzz;

import org.jspecify.annotations.NullMarked;
