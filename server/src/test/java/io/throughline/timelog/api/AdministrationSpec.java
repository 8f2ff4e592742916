package io.throughline.timelog.api;

import io.throughline.TestDatabase;

abstract class AdministrationSpec {
    AdministrationSpec(TestDatabase d) {}
}
