/** What of a deploy is told to whom: a verdict becomes a message, or none. */
@NullMarked
package dev.migratedeploy.report.message;

import org.jspecify.annotations.NullMarked;
