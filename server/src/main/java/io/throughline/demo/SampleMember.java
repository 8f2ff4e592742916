package io.throughline.demo;

import java.util.List;

/** @param weeklyCapacityMinutes 2,400 is full time */
public record SampleMember(String name, String email, List<SampleSkill> skills, int weeklyCapacityMinutes) {
    public SampleMember {
        skills = List.copyOf(skills);
    }
}
