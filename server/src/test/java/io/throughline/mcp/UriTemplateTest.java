package io.throughline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

    private static final UriTemplate SUMMARY = new UriTemplate("pm33://backlog/{workspaceId}/summary");

    @Test
    void aVariableIsOneSegmentDecoded() {
        assertThat(SUMMARY.variables()).containsExactly("workspaceId");
        assertThat(SUMMARY.match("pm33://backlog/APP/summary")).contains(Map.of("workspaceId", "APP"));
        assertThat(SUMMARY.match("pm33://backlog/a%20b%2Fc+d/summary")).contains(Map.of("workspaceId", "a b/c+d"));
        assertThat(SUMMARY.match("pm33://backlog/{workspaceId}/summary"))
                .contains(Map.of("workspaceId", "{workspaceId}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pm33://backlog//summary",
                "pm33://backlog/a/b/summary",
                "pm33://backlog/a/summary/",
                "pm33://backlog/a/summary?x=1",
                "pm33://backlog/a/summaryX",
                "http://backlog/a/summary",
                "pm33://backlog/%zz/summary",
                "pm33://backlog/%/summary",
                "pm33://backlog/a#b/summary"
            })
    void whatDoesNotFitDoesNotMatch(String uri) {
        assertThat(SUMMARY.match(uri)).isEmpty();
    }

    @Test
    void dotsAndOtherSignsOfATemplateAreMeantAsTheyStand() {
        var template = new UriTemplate("a.b://x(y)/{one}-{two}");
        assertThat(template.match("a.b://x(y)/1-2")).contains(Map.of("one", "1", "two", "2"));
        assertThat(template.match("aXb://x(y)/1-2")).isEmpty();
        assertThat(new UriTemplate("pm33://workspaces").match("pm33://workspaces"))
                .contains(Map.of());
    }
}
