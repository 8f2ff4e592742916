package io.throughline.demo;

/** What a person of the sample company may do, from most to least. */
public enum SampleRole {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER
}
