package io.throughline.cli.forecast;

/** Says what is wrong with a line of a batch, and what would be right. */
final class WrongLineException extends Exception {

    private static final long serialVersionUID = 1L;

    WrongLineException(String message) {
        super(message);
    }
}
