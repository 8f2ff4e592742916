package io.throughline.erp;

import io.throughline.access.Principal;
import io.throughline.timelog.BackendContract;
import io.throughline.timelog.TimeLogBackend;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** A foreign ERP does what every backend does, however it writes its answers. */
class ErpContractTest {

    @Nested
    class PlainAnswers extends OnErp {
        PlainAnswers() {
            super(erp -> {});
        }
    }

    @Nested
    class ListsByMonthWithoutYears extends OnErp {
        ListsByMonthWithoutYears() {
            super(erp -> {
                erp.shapes.lists = ErpShapes.Lists.ENVELOPE;
                erp.shapes.briefDates = true;
                erp.saveAnswer = "nothing";
            });
        }
    }

    @Nested
    class JsonInTextNumbersAsTextAndNulls extends OnErp {
        JsonInTextNumbersAsTextAndNulls() {
            super(erp -> {
                erp.shapes.lists = ErpShapes.Lists.TEXT;
                erp.shapes.numbersAsText = true;
                erp.shapes.nulls = true;
            });
        }
    }

    @Nested
    class WrappedListsAndProjectsByNameAlone extends OnErp {
        WrappedListsAndProjectsByNameAlone() {
            super(erp -> {
                erp.shapes.lists = ErpShapes.Lists.RESULTS;
                erp.shapes.namesOnly = true;
                erp.shapes.summaries = true;
                erp.saveAnswer = "echo";
            });
        }
    }

    @Nested
    class AllDaysListedAndAbsentOnesKept extends OnErp {
        AllDaysListedAndAbsentOnesKept() {
            super(erp -> {
                erp.shapes.allSevenDays = true;
                erp.state.keepsAbsentDays = true;
            });
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnErp extends BackendContract {

        private final ErpTestBench bench = new ErpTestBench();

        OnErp(Consumer<FaultyErp> habits) {
            habits.accept(bench.erp);
        }

        @Override
        protected TimeLogBackend backend() {
            return bench.backend;
        }

        @Override
        protected Principal person(List<String> projects, LocalDate... mondays) {
            return bench.person(projects, mondays).principal();
        }

        @Override
        protected boolean makesWeeks() {
            return false;
        }

        @AfterAll
        void close() {
            bench.close();
        }
    }
}
