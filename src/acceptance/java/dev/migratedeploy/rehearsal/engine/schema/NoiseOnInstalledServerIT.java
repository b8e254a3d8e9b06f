package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.localcloud.OnInstalledServer;

@OnInstalledServer
class NoiseOnInstalledServerIT extends SchemaNoiseTest {}
