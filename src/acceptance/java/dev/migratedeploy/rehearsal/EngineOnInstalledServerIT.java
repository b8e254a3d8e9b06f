package dev.migratedeploy.rehearsal;

import dev.migratedeploy.localcloud.OnInstalledServer;

@OnInstalledServer
class EngineOnInstalledServerIT extends EngineIT {}
