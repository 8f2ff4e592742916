package io.throughline.timelog.api;

import io.throughline.access.Scope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call an endpoint. One that has none of these is open to nobody. */
final class Access {

    private Access() {}

    /** Whoever shows a token with the scope. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Needs {
        Scope value();
    }

    /** Owners and admins alone, for all endpoints of a class, which leaves it to the ERP to see to it. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Managers {}

    /** Anybody: who calls is what the endpoint finds out, or does not matter. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Open {}
}
