/** Messages about a deploy to chats, alerts and other programs: their formats and their sending. */
@NullMarked
package dev.migratedeploy.notify;

import org.jspecify.annotations.NullMarked;
