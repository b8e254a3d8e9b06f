package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the documents of an image are read. */
interface ImageDocuments {
  /** An index or a manifest, proved to have that digest. */
  ImageDocument manifest(String digest) throws IOException, RegistryException;

  /** A configuration, proved to have that digest. */
  ImageDocument configuration(DescriptorDigest digest) throws IOException, RegistryException;

  /** Documents that somebody brought along, found by what they hash to. */
  static ImageDocuments among(List<ImageDocument> documents) {
    Map<String, ImageDocument> known = new LinkedHashMap<>();
    documents.forEach(document -> known.put(document.digest(), document));
    return new ImageDocuments() {
      @Override
      public ImageDocument manifest(String digest) throws IOException {
        ImageDocument document = known.get(digest);
        if (document == null) {
          throw new IOException("no document " + digest);
        }
        return document;
      }

      @Override
      public ImageDocument configuration(DescriptorDigest digest) throws IOException {
        return manifest(digest.toString());
      }
    };
  }

  /** The same documents, each of which is put on a list when it is read. */
  default ImageDocuments keptIn(Map<String, ImageDocument> read) {
    ImageDocuments source = this;
    return new ImageDocuments() {
      @Override
      public ImageDocument manifest(String digest) throws IOException, RegistryException {
        return kept(source.manifest(digest));
      }

      @Override
      public ImageDocument configuration(DescriptorDigest digest)
          throws IOException, RegistryException {
        return kept(source.configuration(digest));
      }

      private ImageDocument kept(ImageDocument document) {
        read.putIfAbsent(document.digest(), document);
        return document;
      }
    };
  }
}
