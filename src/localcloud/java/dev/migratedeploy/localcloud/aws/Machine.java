package dev.migratedeploy.localcloud.aws;

import dev.migratedeploy.localcloud.container.ContainerRuntime;

/** What tasks run on: containers, their log, their secrets. */
record Machine(ContainerRuntime runtime, LogStore logs, LocalSecrets secrets) {}
