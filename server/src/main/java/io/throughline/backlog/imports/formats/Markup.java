package io.throughline.backlog.imports.formats;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes the text out of HTML, as Azure DevOps keeps its descriptions: paragraphs and list items become lines. */
final class Markup {

    private static final Set<String> LINE_BREAKS = Set.of(
            "br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "pre", "blockquote");

    private static final Map<String, String> ENTITIES = Map.of(
            "nbsp", " ", "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "ndash", "–", "mdash", "—",
            "hellip", "…");

    private Markup() {}

    static boolean isMarkup(String text) {
        int open = text.indexOf('<');
        return open >= 0 && text.indexOf('>', open) > open && (text.contains("</") || text.contains("<br"));
    }

    static String toText(String html) {
        StringBuilder text = new StringBuilder(html.length());
        int at = 0;
        while (at < html.length()) {
            char character = html.charAt(at);
            int end = character == '<' ? html.indexOf('>', at) : -1;
            if (end > at) {
                addTag(text, html.substring(at + 1, end));
                at = end + 1;
            } else if (character == '&') {
                at = addEntity(text, html, at);
            } else {
                text.append(character);
                at++;
            }
        }
        return text.toString()
                .lines()
                .map(String::strip)
                .reduce("", (above, line) -> line.isEmpty() && above.endsWith("\n") ? above : above + line + "\n")
                .strip();
    }

    private static void addTag(StringBuilder text, String tag) {
        int end = 0;
        String name = tag.startsWith("/") ? tag.substring(1) : tag;
        while (end < name.length() && Character.isLetterOrDigit(name.charAt(end))) {
            end++;
        }
        String lower = name.substring(0, end).toLowerCase(Locale.ROOT);
        if (LINE_BREAKS.contains(lower) && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        if (lower.equals("li") && !tag.startsWith("/")) {
            text.append("- ");
        }
    }

    private static int addEntity(StringBuilder text, String html, int at) {
        int end = html.indexOf(';', at);
        if (end < 0 || end - at > 10) {
            text.append('&');
            return at + 1;
        }
        String name = html.substring(at + 1, end);
        String known = ENTITIES.get(name);
        if (known != null) {
            text.append(known);
            return end + 1;
        }
        try {
            int codePoint = name.startsWith("#x")
                    ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(Math.min(1, name.length())));
            if (name.startsWith("#") && codePoint > 0 && Character.isValidCodePoint(codePoint)) {
                text.appendCodePoint(codePoint);
                return end + 1;
            }
        } catch (NumberFormatException e) {
            // no character reference: it stays as it is written
        }
        text.append('&');
        return at + 1;
    }
}
