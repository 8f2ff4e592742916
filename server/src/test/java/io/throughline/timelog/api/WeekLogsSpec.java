package io.throughline.timelog.api;

import io.throughline.TestDatabase;

abstract class WeekLogsSpec {
    WeekLogsSpec(TestDatabase d) {}
}
