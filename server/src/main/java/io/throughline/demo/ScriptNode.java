package io.throughline.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A mapping of a YAML resource. A missing or mistyped value is our defect, so it is thrown. */
record ScriptNode(Map<?, ?> values) {

    static ScriptNode read(String resource) {
        try (InputStream in = ScriptNode.class.getResourceAsStream("/demo/" + resource + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("Resource demo/" + resource + ".yaml is missing.");
            }
            Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return of(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        return findText(name).orElseThrow(() -> new IllegalStateException("No " + name + " in " + values + "."));
    }

    Optional<String> findText(String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    Optional<Integer> findNumber(String name) {
        return findText(name).map(Integer::valueOf);
    }

    List<String> texts(String name) {
        return list(name).stream().map(Object::toString).toList();
    }

    List<ScriptNode> nodes(String name) {
        return list(name).stream().map(ScriptNode::of).toList();
    }

    ScriptNode node(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No " + name + " in " + values + ".");
        }
        return of(value);
    }

    private List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    private static ScriptNode of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new ScriptNode(map);
        }
        throw new IllegalStateException("Expected a mapping, but was " + value + ".");
    }
}
