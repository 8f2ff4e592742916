package io.throughline.timelog.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of an endpoint that its signature does not. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Described {

    /** What it does, in a line. */
    String value();

    /** Names of the parameters in the query that it looks at. */
    String[] query() default {};

    /** The form of the body; {@code Void} for none. */
    Class<?> body() default Void.class;

    /** The form of the answer; {@code Void} for one without a body. */
    Class<?> answer();

    int status() default 200;

    /** Whether the secret of a program will do in the place of a token. */
    boolean orSecret() default false;
}
