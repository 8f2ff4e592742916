package io.throughline.timelog.api;

import io.throughline.TestDatabase;

abstract class SignInCallsSpec {
    SignInCallsSpec(TestDatabase d) {}
}
