/** The demo: the tool as a process, on the local cloud. */
@NullMarked
package dev.migratedeploy.demo;

import org.jspecify.annotations.NullMarked;
