package dev.migratedeploy.image;

import java.util.Comparator;
import java.util.List;

/**
 * A layer on top of the base image.
 *
 * @param files in the order of their paths, whatever order they were given in
 */
public record ImageLayer(String name, List<ImageFile> files) {
  public ImageLayer {
    files = files.stream().sorted(Comparator.comparing(ImageFile::target)).toList();
  }
}
