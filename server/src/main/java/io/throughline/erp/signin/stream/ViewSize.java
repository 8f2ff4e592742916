package io.throughline.erp.signin.stream;

/** What a viewer has room for, in CSS pixels; brought into what a page can be used at and what pictures are worth. */
record ViewSize(int width, int height) {

    private static final int LEAST = 320;
    private static final int MOST_WIDTH = 1_600;
    private static final int MOST_HEIGHT = 1_200;

    ViewSize {
        width = Math.clamp(width, LEAST, MOST_WIDTH);
        height = Math.clamp(height, LEAST, MOST_HEIGHT);
    }
}
