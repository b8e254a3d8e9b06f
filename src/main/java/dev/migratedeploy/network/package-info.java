/** Proxies, certificate authorities, deadlines and bounds of HTTP requests. */
@NullMarked
package dev.migratedeploy.network;

import org.jspecify.annotations.NullMarked;
