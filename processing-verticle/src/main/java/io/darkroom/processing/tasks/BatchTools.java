package io.darkroom.processing.tasks;

import io.darkroom.kit.blob.BlobStore;
import io.darkroom.processing.cache.Claims;
import io.darkroom.processing.cache.ResultCache;
import io.darkroom.processing.config.CacheConfig;
import io.darkroom.processing.config.WorkConfig;
import io.darkroom.processing.meter.ProcessingMeters;
import io.darkroom.processing.transform.TransformPool;
import io.vertx.core.Vertx;

/**
 * What every batch works with.
 *
 * @param vertx for timers
 * @param pool the workers
 * @param blobs sources and results
 * @param cache results that exist
 * @param claims who computes what
 * @param meters where to count
 * @param work limits of the work
 * @param caching limits of waiting for others
 * @param engineVersion part of every result's key
 */
public record BatchTools(
    Vertx vertx,
    TransformPool pool,
    BlobStore blobs,
    ResultCache cache,
    Claims claims,
    ProcessingMeters meters,
    WorkConfig work,
    CacheConfig caching,
    String engineVersion) {}
