package dev.migratedeploy.imagebuild;

/**
 * What this machine's processor is called. The image is for it alone: a runtime for another one
 * needs that one's JDK, and its cache a run on that machine.
 *
 * @param image by OCI and Go
 * @param npm by Node
 */
record Architecture(String image, String npm) {
  static Architecture ofThisMachine() {
    String name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64", "x86_64" -> new Architecture("amd64", "x64");
      case "aarch64", "arm64" -> new Architecture("arm64", "arm64");
      default -> throw new BuildException("the image is built for amd64 and arm64, not " + name);
    };
  }
}
