/**
 * An OCI distribution registry in this JVM, which can be as strict as Amazon's: it keeps what it is
 * given, checks every digest and tells what it was asked.
 */
@NullMarked
package dev.migratedeploy.localcloud.registry;

import org.jspecify.annotations.NullMarked;
