package io.darkroom.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.darkroom.embedded.TestBackends;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.List;

/** The rules of the architecture, held here because only this module sees every other. */
@AnalyzeClasses(packages = "io.darkroom", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final List<String> SERVICES = List.of("auth", "job", "processing", "gateway");
  private static final List<String> MODULES =
      List.of(
          "codecs",
          "kit",
          "engine",
          "embedded",
          "auth",
          "job",
          "processing",
          "gateway",
          "standalone");

  @ArchTest
  static void servicesDoNotKnowEachOther(JavaClasses all) {
    for (String service : SERVICES) {
      String[] others =
          SERVICES.stream()
              .filter(other -> !other.equals(service))
              .map(other -> "io.darkroom." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.darkroom." + service + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("they are processes of their own")
          .check(all);
    }
  }

  @ArchTest
  static void packagesOfAModuleFormNoCycle(JavaClasses all) {
    for (String module : MODULES) {
      slices()
          .matching("io.darkroom." + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(all);
    }
  }

  @ArchTest
  static final ArchRule sharedCodeKnowsNoService =
      noClasses()
          .that()
          .resideInAnyPackage("io.darkroom.codecs..", "io.darkroom.kit..", "io.darkroom.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.darkroom.auth..",
              "io.darkroom.job..",
              "io.darkroom.processing..",
              "io.darkroom.gateway..",
              "io.darkroom.embedded..",
              "io.darkroom.standalone..");

  @ArchTest
  static final ArchRule domainsKnowNothingOfVertxButFutures =
      noClasses()
          .that()
          .resideInAPackage("io.darkroom..domain..")
          .should()
          .dependOnClassesThat(resideInAPackage("io.vertx..").and(not(equivalentTo(Future.class))));

  @ArchTest
  static final ArchRule pixelsAndEmbeddedServersKnowNothingOfVertx =
      noClasses()
          .that()
          .resideInAnyPackage("io.darkroom.engine..", "io.darkroom.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule onlyTheBusCodecsOfSharedCodeKnowVertx =
      noClasses()
          .that()
          .resideInAPackage("io.darkroom.codecs..")
          .and()
          .resideOutsideOfPackage("io.darkroom.codecs.bus..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx..");

  @ArchTest
  static final ArchRule onlyBrokerSessionsKnowTheBrokerClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.darkroom.kit.broker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.rabbitmq..", "io.vertx.rabbitmq..");

  @ArchTest
  static final ArchRule onlyThePoolIsOfPostgres =
      noClasses()
          .that()
          .resideOutsideOfPackages("..postgres..", "..store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.pgclient..");

  /** Those who decide what belongs into one transaction hand it on; rules and HTTP never see it. */
  @ArchTest
  static final ArchRule rulesAndHttpKnowNoSql =
      noClasses()
          .that()
          .resideInAnyPackage("..domain..", "..api..", "..http..", "..proxy..", "..transform..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.sqlclient..");

  @ArchTest
  static final ArchRule onlyWhatLivesInRedisKnowsRedis =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..redis..", "..store..", "..cache..", "..limit..", "..throttling..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.redis..");

  @ArchTest
  static final ArchRule onlyConfigurationReadsTheEnvironment =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.darkroom.kit.config..")
          .and()
          .haveSimpleNameNotEndingWith("Config")
          .and()
          .areNotAssignableTo(TestBackends.class)
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule nothingStaticChanges =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .andShould()
          .notHaveRawType(resideInAPackage("java.util.concurrent.atomic.."));

  @ArchTest
  static final ArchRule logsGoThroughSlf4j =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.apache.logging..");

  @ArchTest
  static final ArchRule verticlesAreCalledVerticles =
      classes()
          .that()
          .areAssignableTo(Deployable.class)
          .should()
          .haveSimpleNameEndingWith("Verticle");
}
