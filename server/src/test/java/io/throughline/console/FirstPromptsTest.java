package io.throughline.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FirstPromptsTest {

    @Test
    void theReadmeShowsTheSame() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String part = readme.substring(readme.indexOf("**First prompts:**"));
        part = part.substring(0, part.indexOf("\n\n"));

        assertThat(Pattern.compile("\"([^\"]+)\"")
                        .matcher(part.replace('\n', ' '))
                        .results())
                .extracting(match -> match.group(1))
                .containsExactlyElementsOf(FirstPrompts.ALL);
    }
}
