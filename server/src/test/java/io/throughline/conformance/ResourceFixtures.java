package io.throughline.conformance;

import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The resources that the suite reads. */
@Configuration(proxyBeanMethods = false)
class ResourceFixtures {

    @Bean
    Resource text() {
        return new FixtureResource(
                "test://static-text",
                "static-text",
                "Text that stays as it is.",
                "text/plain",
                none -> new ResourceBody.Text("text/plain", "This is the content of the static text resource."));
    }

    @Bean
    Resource binary() {
        return new FixtureResource(
                "test://static-binary",
                "static-binary",
                "An image that stays as it is.",
                "image/png",
                none -> new ResourceBody.Binary("image/png", Samples.bytes(Samples.PNG)));
    }

    @Bean
    Resource template() {
        return new FixtureResource(
                "test://template/{id}/data",
                "template-data",
                "Data for each id.",
                Resource.JSON,
                ResourceFixtures::dataOf);
    }

    private static ResourceBody dataOf(Map<String, String> variables) {
        String id = variables.get("id");
        return new ResourceBody.Json(new Data(id, true, "Data for ID: " + id));
    }

    record Data(String id, boolean templateTest, String data) {}

    @Bean
    Resource watched() {
        return new FixtureResource(
                "test://watched-resource",
                "watched-resource",
                "Text that clients subscribe to.",
                "text/plain",
                none -> new ResourceBody.Text("text/plain", "Watched resource content"));
    }
}
