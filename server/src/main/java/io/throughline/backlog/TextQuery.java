package io.throughline.backlog;

import io.throughline.database.Dialect;
import io.throughline.problem.CallerMistakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A search as a person writes it: all words must occur, each may be the beginning of a longer one; {@code "words in quotes"}
 * must occur as they stand; {@code -word} must not occur.
 */
record TextQuery(List<Term> terms) {

    private static final int MAX_TERMS = 20;
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"?|([^\\s\"]+))");

    /**
     * One part of the search.
     *
     * @param words in this order, one after the other
     * @param prefix whether the last word may go on
     */
    record Term(List<String> words, boolean prefix, boolean excluded) {}

    TextQuery {
        terms = List.copyOf(terms);
    }

    static TextQuery parse(String text) {
        List<Term> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        while (matcher.find()) {
            boolean quoted = matcher.group(2) != null;
            List<String> words = Words.of(quoted ? matcher.group(2) : matcher.group(3));
            if (!words.isEmpty()) {
                terms.add(new Term(words, !quoted, !matcher.group(1).isEmpty()));
            }
        }
        if (terms.size() > MAX_TERMS) {
            throw new CallerMistakeException("text has " + terms.size() + " words, but at most " + MAX_TERMS
                    + " can be searched at once. Leave out the common ones.");
        }
        if (terms.stream().allMatch(Term::excluded)) {
            throw new CallerMistakeException("text is '" + text
                    + "', which has no word to look for. Give at least one word that does not start with '-'.");
        }
        return new TextQuery(terms);
    }

    /** The search in the database's own language; words hold letters and digits only, so nothing needs escaping. */
    String inLanguageOf(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> fts5();
            case POSTGRESQL -> tsquery();
        };
    }

    private String fts5() {
        String wanted = terms.stream()
                .filter(term -> !term.excluded())
                .map(TextQuery::fts5)
                .collect(Collectors.joining(" AND "));
        String unwanted =
                terms.stream().filter(Term::excluded).map(TextQuery::fts5).collect(Collectors.joining(" OR "));
        return unwanted.isEmpty() ? wanted : "(" + wanted + ") NOT (" + unwanted + ")";
    }

    private static String fts5(Term term) {
        return "\"" + String.join(" ", term.words()) + "\"" + (term.prefix() ? "*" : "");
    }

    private String tsquery() {
        return terms.stream()
                .map(term -> (term.excluded() ? "!" : "") + "(" + phrase(term) + ")")
                .collect(Collectors.joining(" & "));
    }

    private static String phrase(Term term) {
        String words = term.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" <-> "));
        return term.prefix() ? words + ":*" : words;
    }
}
