/** The small HTTP server that every part of the local cloud speaks through. */
@NullMarked
package dev.migratedeploy.localcloud.http;

import org.jspecify.annotations.NullMarked;
