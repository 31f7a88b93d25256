package io.darkroom.systemtests.chaos;

import io.darkroom.systemtests.platform.SeparatePlatform;
import io.darkroom.systemtests.platform.SeparatePlatform.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done to the running platform. Each returns when the victim runs again. */
enum Fault {
  KILL_PROCESSING {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      platform.killAndStart(Service.PROCESSING);
    }
  },
  KILL_JOB {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      platform.killAndStart(Service.JOB);
    }
  },
  RESTART_BROKER {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      servers.restartBroker();
    }
  },
  KILL_REDIS {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      servers.killRedis();
    }
  },
  CUT_POSTGRES {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      servers.cutPostgres();
    }
  },
  KILL_POSTGRES {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      servers.killPostgres();
    }
  },
  CUT_BROKER {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      servers.cutBroker();
    }
  },
  CUT_REDIS {
    @Override
    void strike(SeparatePlatform platform, Servers servers) {
      servers.cutRedis();
    }
  };

  abstract void strike(SeparatePlatform platform, Servers servers);

  /** This many in random order; the first five kinds all come before any comes again. */
  static List<Fault> draw(int count, Random random) {
    List<Fault> all = new ArrayList<>();
    List<Fault> kinds = new ArrayList<>(Arrays.asList(values()).subList(0, 5));
    while (all.size() < count) {
      Collections.shuffle(kinds, random);
      all.addAll(kinds);
      kinds = new ArrayList<>(Arrays.asList(values()));
    }
    return List.copyOf(all.subList(0, count));
  }
}
