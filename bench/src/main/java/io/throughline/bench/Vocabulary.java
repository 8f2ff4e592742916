package io.throughline.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Words whose frequencies fall off as in natural language: the word of rank r comes with a frequency proportional to 1/r
 * (Zipf, <i>Human Behavior and the Principle of Least Effort</i>, 1949). The first ones are those of real tickets.
 */
final class Vocabulary {

    private static final int SIZE = 5_000;

    private static final String FREQUENT = """
            the to of and in for on when is with user add fix error page data service not update support from test after \
            allow api change as by should be file create list new set request build remove client server version field \
            order name value driver customer invoice payment report search date filter message handle default time type \
            login key config check view status table item route delivery vehicle account export import button token cache \
            index query log queue retry timeout email address map team sprint label permission role session upload image \
            price currency tax refund depot stop shift break fleet fuel dispatch schedule calendar holiday tracking signal \
            battery offline sync conflict merge migrate schema column row backup restore audit policy limit quota rate \
            webhook event stream batch job worker thread memory leak crash slow latency dashboard chart widget layout mobile \
            tablet android screen keyboard scroll swipe notification alert threshold monitor metric trace sample rollout flag \
            toggle experiment feedback survey onboarding tutorial help translation locale accessibility contrast focus""";
    private static final String[] STARTS = "re un pre inter trans over sub auto multi de".split(" ");
    private static final String[] STEMS =
            "bill cargo dock flow grid harbor kilo ledger mango node orbit pallet quartz relay solar tarif umber vector yard zone"
                    .split(" ");
    private static final String[] ENDS =
            "er ing ed able ment ness ity ion al ist ful less ship ize ward ous ant ent ary ory hood ish ette ling dom"
                    .split(" ");

    private final List<String> words;
    private final double[] cumulated = new double[SIZE];

    Vocabulary() {
        Set<String> all = new LinkedHashSet<>(List.of(FREQUENT.split(" ")));
        List<String> coined = new ArrayList<>();
        for (String start : STARTS) {
            for (String stem : STEMS) {
                for (String end : ENDS) {
                    coined.add(start + stem + end);
                }
            }
        }
        Collections.shuffle(coined, new java.util.Random(11));
        all.addAll(coined);
        words = List.copyOf(all).subList(0, SIZE);
        double sum = 0;
        for (int rank = 1; rank <= SIZE; rank++) {
            sum += 1.0 / rank;
            cumulated[rank - 1] = sum;
        }
    }

    /** @param rank from 1, the most frequent word */
    String ofRank(int rank) {
        return words.get(rank - 1);
    }

    int size() {
        return SIZE;
    }

    String draw(SplittableRandom random) {
        double wanted = random.nextDouble() * cumulated[SIZE - 1];
        int low = 0;
        int high = SIZE - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return words.get(low);
    }

    /** Words in a row, the first with a capital letter. */
    String phrase(SplittableRandom random, int least, int most) {
        int length = least + random.nextInt(most - least + 1);
        var phrase = new StringBuilder();
        for (int at = 0; at < length; at++) {
            String word = draw(random);
            phrase.append(at == 0 ? "" : " ");
            phrase.append(at == 0 ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
        }
        return phrase.toString();
    }
}
