package dev.migratedeploy.image;

/** What the main job asks of the registry. */
@FunctionalInterface
public interface Images {
  /** Begins to look whether the registry has the image; changes nothing. */
  PreparedImage plan(ImageSpec spec);
}
