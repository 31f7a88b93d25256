package io.darkroom.job.store;

import io.darkroom.codecs.message.Lane;
import java.time.Instant;

/**
 * An image of an owner.
 *
 * @param id its identifier
 * @param owner whose it is
 * @param name the file name it was uploaded with
 * @param sha256 the key of its bytes in the blob store
 * @param format its format's wire name
 * @param width pixels as stored, before orientation
 * @param height pixels as stored
 * @param frames 1 unless animated
 * @param bytes length of the file
 * @param progressive whether it is stored in several passes, which costs more to decode
 * @param lane where its tasks are handed over
 * @param createdAt when it was uploaded
 */
public record StoredImage(
    String id,
    String owner,
    String name,
    String sha256,
    String format,
    int width,
    int height,
    int frames,
    long bytes,
    boolean progressive,
    Lane lane,
    Instant createdAt) {}
