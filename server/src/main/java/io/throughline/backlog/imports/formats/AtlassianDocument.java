package io.throughline.backlog.imports.formats;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes the text out of an Atlassian document (ADF), in which Jira Cloud keeps descriptions: blocks become lines. */
final class AtlassianDocument {

    private AtlassianDocument() {}

    static @Nullable String toText(JsonNode document) throws RefusedRowException {
        if (!document.isObject()) {
            return JsonFields.text("description", document);
        }
        StringBuilder text = new StringBuilder();
        append(document, text, "");
        String stripped = text.toString().strip();
        return stripped.isEmpty() ? null : Text.storable("description", stripped);
    }

    private static void append(JsonNode node, StringBuilder text, String indent) {
        switch (node.path("type").asString("")) {
            case "text" -> text.append(node.path("text").asString(""));
            case "hardBreak" -> text.append('\n').append(indent);
            case "mention", "status" ->
                text.append(node.path("attrs").path("text").asString(""));
            case "emoji" -> {
                JsonNode attributes = node.path("attrs");
                text.append(attributes
                        .path("text")
                        .asString(attributes.path("shortName").asString("")));
            }
            case "inlineCard", "blockCard" ->
                text.append(node.path("attrs").path("url").asString(""));
            case "listItem", "taskItem" -> {
                startLine(text);
                text.append(indent).append("- ");
                appendContent(node, text, indent + "  ");
            }
            case "paragraph", "heading", "codeBlock", "tableRow", "panel", "blockquote", "rule" -> {
                if (text.length() < 2
                        || text.charAt(text.length() - 2) != '-'
                        || text.charAt(text.length() - 1) != ' ') {
                    startLine(text);
                }
                appendContent(node, text, indent);
                startLine(text);
            }
            case "tableCell", "tableHeader" -> {
                appendContent(node, text, indent);
                stripEnd(text);
                text.append(" | ");
            }
            default -> appendContent(node, text, indent);
        }
    }

    private static void appendContent(JsonNode node, StringBuilder text, String indent) {
        for (JsonNode child : node.path("content").values()) {
            append(child, text, indent);
        }
    }

    private static void startLine(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private static void stripEnd(StringBuilder text) {
        while (!text.isEmpty() && Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.setLength(text.length() - 1);
        }
    }
}
