package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.localcloud.OnInstalledServer;

@OnInstalledServer
class HazardsOnInstalledServerIT extends PublishedHazardsIT {}
