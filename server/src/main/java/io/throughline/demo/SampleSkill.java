package io.throughline.demo;

/** @param level 1 (beginner) to 5 (expert) */
public record SampleSkill(String name, int level) {}
