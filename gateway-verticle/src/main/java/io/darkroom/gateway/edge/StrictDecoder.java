package io.darkroom.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.VertxConnection;
import java.util.List;
import java.util.Set;

/**
 * Refuses what the decoder that comes with the server mends in silence, so that nobody later could
 * tell: a request that says both how long its body is and that it comes in chunks, a header that
 * goes on in the next line, a version of HTTP that is neither 1.0 nor 1.1, a chunk whose size is no
 * plain number below 2^32 (of a larger one it would take the lowest bits).
 */
public final class StrictDecoder extends VertxHttpRequestDecoder {
  private static final String NAME = "httpDecoder";
  private static final Set<String> VERSIONS = Set.of("HTTP/1.1", "HTTP/1.0");

  private boolean inHead = true;
  private boolean begun;
  private boolean folded;
  private boolean refused;
  private ChunkSizes chunks = ChunkSizes.NONE;

  StrictDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Takes the place of the decoder of a new HTTP/1 connection; others are left as they are. */
  public static void install(HttpConnection connection, HttpServerOptions options) {
    if (connection instanceof VertxConnection netty && isPossible(options)) {
      ChannelPipeline pipeline = netty.channelHandlerContext().pipeline();
      if (pipeline.get(NAME) != null) {
        pipeline.replace(NAME, NAME, new StrictDecoder(options));
      }
    }
  }

  /** Where HTTP/2 may come in the clear, a connection is seen only after its first request. */
  public static boolean isPossible(HttpServerOptions options) {
    return !options.isHttp2ClearTextEnabled();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (refused) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!chunks.isSound(in)) {
      in.skipBytes(in.readableBytes());
      out.add(broken());
      refused = true;
      return;
    }
    int from = in.readerIndex();
    int known = out.size();
    super.decode(ctx, in, out);
    if (inHead) {
      readHead(in, from);
    } else {
      chunks.taken(in, from, out.subList(known, out.size()));
    }
    for (int i = known; i < out.size(); i++) {
      follow(out.get(i));
    }
  }

  private static LastHttpContent broken() {
    LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
    end.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not a chunk's size")));
    return end;
  }

  /** Only whole lines are taken from the buffer, and none of a body before the head is complete. */
  private void readHead(ByteBuf in, int from) {
    int end = in.readerIndex();
    for (int line = from; line < end; ) {
      byte first = in.getByte(line);
      folded |= begun && (first == ' ' || first == '\t');
      int feed = in.indexOf(line, end, (byte) '\n');
      begun |= feed >= 0;
      line = feed < 0 ? end : feed + 1;
    }
  }

  private void follow(Object part) {
    if (part instanceof HttpMessage message) {
      inHead = false;
      chunks = HttpUtil.isTransferEncodingChunked(message) ? new ChunkSizes() : ChunkSizes.NONE;
      if (folded) {
        message.setDecoderResult(
            DecoderResult.failure(new IllegalArgumentException("a header of several lines")));
        refused = true;
      }
    }
    if (part instanceof LastHttpContent) {
      inHead = true;
      begun = false;
      chunks = ChunkSizes.NONE;
    }
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    if (!VERSIONS.contains(initialLine[2])) {
      throw new IllegalArgumentException("neither HTTP/1.1 nor HTTP/1.0");
    }
    return super.createMessage(initialLine);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
  }
}
