package io.throughline.demo;

import io.throughline.backlog.StatusCategory;

/** The flow of all teams of the sample company. */
enum Status {
    TO_DO("To Do", StatusCategory.TODO),
    IN_PROGRESS("In Progress", StatusCategory.IN_PROGRESS),
    IN_REVIEW("In Review", StatusCategory.IN_PROGRESS),
    DONE("Done", StatusCategory.DONE),
    CANCELLED("Cancelled", StatusCategory.CANCELLED);

    private final String title;
    private final StatusCategory category;

    Status(String title, StatusCategory category) {
        this.title = title;
        this.category = category;
    }

    String title() {
        return title;
    }

    StatusCategory category() {
        return category;
    }

    boolean closed() {
        return category.closed();
    }
}
