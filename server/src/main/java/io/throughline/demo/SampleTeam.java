package io.throughline.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * @param workspace key of its workspace
 * @param zone where its members work; all their changes fall into working hours there
 */
public record SampleTeam(String name, String workspace, ZoneId zone, List<SampleMember> members) {
    public SampleTeam {
        members = List.copyOf(members);
    }
}
