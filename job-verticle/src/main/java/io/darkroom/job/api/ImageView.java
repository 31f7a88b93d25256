package io.darkroom.job.api;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.job.store.StoredImage;
import java.time.Instant;

/** An image as clients see it; the schema {@code Image} of the contract. */
record ImageView(
    String id,
    String name,
    String format,
    String mediaType,
    int width,
    int height,
    int frames,
    long bytes,
    String sha256,
    Instant createdAt,
    String href) {

  static ImageView of(StoredImage image) {
    return new ImageView(
        image.id(),
        image.name(),
        image.format(),
        mediaType(image.format()),
        image.width(),
        image.height(),
        image.frames(),
        image.bytes(),
        image.sha256(),
        image.createdAt(),
        "/api/images/" + image.id() + "/content");
  }

  static String mediaType(String format) {
    return ImageFormat.fromWire(format)
        .map(ImageFormat::mediaType)
        .orElse("application/octet-stream");
  }
}
