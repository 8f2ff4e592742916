package io.throughline.console;

import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A project or a label as a select sends it. The name comes along to be shown where the backend cannot be asked; only the id
 * says which it is, or, for a project that the backend gives none, the name.
 *
 * @param id 0 for a project known by its name alone
 */
record Choice(long id, String name) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,18}) (.*)", Pattern.DOTALL);

    static Choice of(LogProject project) {
        return new Choice(project.id(), project.name());
    }

    static Choice of(LogLabel label) {
        return new Choice(label.id(), label.name());
    }

    /** @return null for an empty text, which is no choice */
    static @Nullable Choice parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw TypedWeek.notOurs();
        }
        return new Choice(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** What {@link #parse} reads. */
    public String text() {
        return id + " " + name;
    }

    /** Without the short name, which it does not carry. */
    LogProject project() {
        return new LogProject(id, name, "");
    }

    LogLabel label() {
        return new LogLabel(id, name);
    }

    boolean is(LogProject project) {
        return id == 0 ? project.id() == 0 && project.name().equals(name) : project.id() == id;
    }
}
