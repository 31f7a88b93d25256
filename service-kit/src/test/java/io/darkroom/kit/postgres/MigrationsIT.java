package io.darkroom.kit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
  private static final List<String> GOOD = scripts("good", "V1__things", "V2__first_things");

  private Vertx vertx;
  private PostgresConfig config;
  private Pool pool;

  private static List<String> scripts(String folder, String... names) {
    return Arrays.stream(names)
        .map(name -> "io/darkroom/kit/postgres/" + folder + "/" + name + ".sql")
        .toList();
  }

  @BeforeEach
  void start() {
    PostgresAddress at = TestBackends.get().newDatabase();
    config =
        new PostgresConfig(
            at.host(), at.port(), at.database(), at.user(), Secret.of(at.password()), 4, 64);
    vertx = Vertx.vertx();
    pool = Postgres.connect(vertx, config);
    Eventually.get(Postgres.awaitReachable(vertx, pool));
  }

  @AfterEach
  void stop() {
    Eventually.get(pool.close());
    Eventually.get(vertx.close());
  }

  private int run(List<String> scripts) {
    return Eventually.get(Migrations.run(pool, "job", scripts));
  }

  private Throwable refused(List<String> scripts) {
    return Eventually.failure(Migrations.run(pool, "job", scripts));
  }

  private long count(String sql) {
    return Eventually.get(pool.query(sql).execute()).iterator().next().getLong(0);
  }

  @Test
  void scriptsAreAppliedOnceAndInOrder() {
    assertThat(run(GOOD)).isEqualTo(2);
    assertThat(run(GOOD)).isZero();

    assertThat(count("SELECT count(*) FROM job.things")).isEqualTo(2);
  }

  @Test
  void aLaterVersionAddsWhatIsNew() {
    run(GOOD);

    int applied = run(scripts("next", "V1__things", "V2__first_things", "V3__colours"));

    assertThat(applied).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM job.things WHERE colour IS NULL")).isEqualTo(2);
  }

  @Test
  void startersAtTheSameTimeTakeTurns() {
    Pool other = Postgres.connect(vertx, config);
    Future<Integer> first = Migrations.run(pool, "job", GOOD);
    Future<Integer> second = Migrations.run(other, "job", GOOD);
    Future<Integer> third = Migrations.run(pool, "auth", GOOD);

    Eventually.get(Future.all(first, second, third));

    assertThat(List.of(first.result(), second.result())).containsExactlyInAnyOrder(2, 0);
    assertThat(third.result()).isEqualTo(2);
    assertThat(count("SELECT count(*) FROM job.things")).isEqualTo(2);
    Eventually.get(other.close());
  }

  @Test
  void aChangedScriptIsRefusedByName() {
    run(GOOD);

    assertThat(refused(scripts("changed", "V1__things", "V2__first_things")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V1__things")
        .hasMessageContaining("changed");
  }

  @Test
  void anOlderProgramRefusesANewerSchema() {
    run(scripts("next", "V1__things", "V2__first_things", "V3__colours"));

    assertThat(refused(GOOD)).isInstanceOf(MigrationException.class).hasMessageContaining("newer");
  }

  @Test
  void aFailingScriptLeavesNothingBehind() {
    assertThat(refused(scripts("broken", "V1__things", "V2__faulty")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V2__faulty")
        .hasMessageContaining("no_such_function");

    assertThat(count("SELECT count(*) FROM pg_namespace WHERE nspname = 'job'")).isZero();
  }

  @Test
  void aMissingVersionOrFileIsRefused() {
    assertThat(refused(scripts("good", "V2__first_things"))).hasMessageContaining("V1");
    assertThat(refused(scripts("good", "V1__absent"))).hasMessageContaining("no such migration");
    assertThat(refused(scripts("good", "first"))).hasMessageContaining("not a migration's name");
  }
}
