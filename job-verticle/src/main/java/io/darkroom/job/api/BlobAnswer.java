package io.darkroom.job.api;

import io.darkroom.kit.blob.BlobContent;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Optional;

/** Answers with bytes from the blob store: ETag, conditional requests, one range, HEAD. */
final class BlobAnswer {
  private final BlobStore blobs;

  BlobAnswer(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** What is sent, and under which name. */
  record File(String sha256, long bytes, String mediaType, String name) {
    String etag() {
      return '"' + sha256 + '"';
    }
  }

  Future<Void> send(ApiRequest request, File file) {
    HttpServerResponse response = request.raw().response();
    boolean svg = file.mediaType().startsWith("image/svg");
    boolean download = svg || request.queryParam("download").filter("true"::equals).isPresent();
    // The bytes are somebody's upload: a browser must neither guess their type nor run them.
    response
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        .putHeader("Content-Disposition", FileName.disposition(file.name(), download));
    if (matches(request.header("If-None-Match"), file.etag())) {
      return request.empty(304);
    }
    Optional<String> asked =
        request
            .header("Range")
            .filter(_ -> request.header("If-Range").map(file.etag()::equals).orElse(true));
    Optional<ByteRange> range = ByteRange.parse(asked, file.bytes());
    long offset = range.map(ByteRange::first).orElse(0L);
    long length = range.map(ByteRange::length).orElse(file.bytes());
    return blobs
        .open(file.sha256(), offset, length)
        .compose(content -> send(request, file, range, content));
  }

  private static Future<Void> send(
      ApiRequest request, File file, Optional<ByteRange> range, BlobContent content) {
    HttpServerResponse response = request.raw().response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
        .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(content.length()));
    range.ifPresent(
        part ->
            response
                .setStatusCode(206)
                .putHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + part.first() + "-" + part.last() + "/" + file.bytes()));
    if (request.raw().request().method().equals(HttpMethod.HEAD)) {
      return content.close().compose(_ -> response.end());
    }
    return content.pipeTo(response);
  }

  private static boolean matches(Optional<String> header, String etag) {
    return header.stream()
        .flatMap(list -> Arrays.stream(list.split(",", 64)))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }
}
