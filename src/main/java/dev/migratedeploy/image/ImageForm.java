package dev.migratedeploy.image;

/**
 * In which form an image is.
 *
 * @param architecture in the words of OCI images, such as {@code amd64}
 * @param compression of the layers on top of the base
 */
public record ImageForm(String architecture, Compression compression) {}
