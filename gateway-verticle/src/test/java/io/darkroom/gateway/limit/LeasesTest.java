package io.darkroom.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.gateway.route.RouteClass;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final int BURST = 160;
  private static final RateCaller ANNA = caller("usr_anna");

  private final AtomicLong micros = new AtomicLong(1);
  private final Leases leases = new Leases(micros::get);

  @Test
  void whoComesBackWithinALifeGetsTwiceAsMuchUpToAShareOfTheBurst() {
    assertThat(asked(ANNA)).isEqualTo(1);
    assertThat(asked(ANNA)).isEqualTo(2);
    assertThat(used(ANNA)).isEqualTo(1);
    assertThat(asked(ANNA)).isEqualTo(4);
    assertThat(used(ANNA)).isEqualTo(3);
    assertThat(asked(ANNA)).isEqualTo(8);
    assertThat(used(ANNA)).isEqualTo(7);
    assertThat(asked(ANNA)).isEqualTo(BURST / 16);
  }

  @Test
  void onlyOneAskerGetsMoreThanItsOwn() {
    asked(ANNA);
    assertThat(leases.want(ANNA, BURST)).isEqualTo(2);
    assertThat(leases.want(ANNA, BURST)).isEqualTo(1);
    assertThat(leases.keep(ANNA, 1, grant(1))).isEmpty();
    leases.keep(ANNA, 2, grant(2));
    assertThat(used(ANNA)).isEqualTo(1);
  }

  @Test
  void aLeaseThatIsHalfUsedIsFilledUpOnce() {
    for (int i = 0; i < 4; i++) {
      asked(ANNA);
      assertThat(leases.isLow(ANNA)).isFalse();
      if (i < 3) {
        used(ANNA);
      }
    }
    for (int i = 0; i < 4; i++) {
      leases.take(ANNA);
    }

    assertThat(leases.isLow(ANNA)).isTrue();
    int more = leases.wantMore(ANNA, BURST);
    assertThat(leases.isLow(ANNA)).isFalse();
    assertThat(leases.refilled(ANNA, grant(more))).isEmpty();

    assertThat(used(ANNA)).isEqualTo(BURST / 16);
  }

  @Test
  void whatFillsUpALeaseThatHasEndedIsGivenBack() {
    asked(ANNA);
    asked(ANNA);
    leases.wantMore(ANNA, BURST);
    leases.end();

    assertThat(leases.refilled(ANNA, grant(3))).containsExactly(new Leases.Leftover(ANNA, 3));
  }

  @Test
  void anAskerWithoutAnswerLetsTheNextOneAsk() {
    asked(ANNA);
    assertThat(leases.want(ANNA, BURST)).isEqualTo(2);
    leases.abandon(ANNA);
    assertThat(leases.want(ANNA, BURST)).isEqualTo(2);
  }

  @Test
  void whatIsLeftAfterALifeIsGivenBackAndNotUsed() {
    asked(ANNA);
    asked(ANNA);
    used(ANNA);
    asked(ANNA);
    assertThat(leases.expire()).isEmpty();
    micros.addAndGet(1_000_000);

    assertThat(leases.take(ANNA)).isNull();
    assertThat(leases.expire()).containsExactly(new Leases.Leftover(ANNA, 3));
    assertThat(asked(ANNA)).isEqualTo(1);
  }

  @Test
  void whatRemainsIsToldRequestByRequest() {
    asked(ANNA);
    asked(ANNA);
    used(ANNA);
    asked(ANNA);

    assertThat(leases.take(ANNA).remaining()).isEqualTo(99);
    assertThat(leases.take(ANNA).remaining()).isEqualTo(98);
  }

  @Test
  void tooManyCallersPushOutTheOldest() {
    asked(ANNA);
    leases.want(ANNA, BURST);
    leases.keep(ANNA, 2, grant(2));
    List<Leases.Leftover> pushedOut = List.of();
    for (int i = 0; i < 10_000 && pushedOut.isEmpty(); i++) {
      pushedOut = leases.keep(caller("usr_" + i), 1, grant(1));
    }
    assertThat(pushedOut).containsExactly(new Leases.Leftover(ANNA, 1));
  }

  /** Asks as a request would, and is granted all of it. */
  private int asked(RateCaller caller) {
    int want = leases.want(caller, BURST);
    assertThat(leases.keep(caller, want, grant(want))).isEmpty();
    return want;
  }

  private int used(RateCaller caller) {
    int used = 0;
    while (leases.take(caller) != null) {
      used++;
    }
    return used;
  }

  private static Gcra.Grant grant(int cells) {
    RateDecision decision =
        new RateDecision(true, new Rate(60, BURST), 100, Duration.ofSeconds(60), Duration.ZERO);
    return new Gcra.Grant(decision, cells);
  }

  private static RateCaller caller(String user) {
    return new RateCaller(RouteClass.API, user, "", "127.0.0.1");
  }
}
