package io.darkroom.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTroubleTest {
  static Stream<Throwable> away() {
    return Stream.of(
        new ConnectionPoolTooBusyException("max wait queue size of 512"),
        VertxException.noStackTrace("Connection is not active now, current status: CLOSED"),
        new SocketException("Connection reset"),
        new ClosedChannelException(),
        new IOException("Broken pipe"),
        new IOException("writevAddress(..) failed with error(-32): Broken pipe"),
        new ConnectException("connection refused"));
  }

  static Stream<Throwable> other() {
    return Stream.of(
        new HttpClosedException("the client went away"),
        new IOException("no space left on device"),
        new IllegalStateException("a fault of ours"),
        Failure.of(FailureCode.NOT_FOUND).asException());
  }

  @ParameterizedTest
  @MethodSource("away")
  void aRequestIsToldToComeBackWhenTheDatabaseIsAway(Throwable error) {
    Failure failure = FailureException.failureOf(DatabaseTrouble.ofRequest(error));

    assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(failure.retryAfter()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("other")
  void otherFailuresStayWhatTheyAre(Throwable error) {
    assertThat(DatabaseTrouble.ofRequest(error)).isSameAs(error);
  }
}
