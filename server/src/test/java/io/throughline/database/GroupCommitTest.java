package io.throughline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.UnexpectedRollbackException;

class GroupCommitTest {

    private static final int WRITERS = 40;

    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final Transactions transactions = server.get(Transactions.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
        server.close();
    }

    private void insert(String key) {
        server.sql()
                .sql("insert into tenant (key, name, created_at_micros) values (:key, :key, 0)")
                .param("key", key)
                .update();
    }

    private long tenants() {
        return transactions.read(() -> server.sql()
                .sql("select count(*) from tenant")
                .query(Long.class)
                .single());
    }

    /** Lets all of them wait for one that holds the only writer, so that they make one group. */
    private <T> List<Future<T>> together(List<Callable<T>> writes) throws Exception {
        var held = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        Future<?> holder = threads.submit(() -> transactions.write(() -> {
            held.countDown();
            await(free);
        }));
        await(held);
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> write : writes) {
            running.add(threads.submit(write));
        }
        Thread.sleep(200);
        free.countDown();
        holder.get();
        return running;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyWriterGetsWhatItsOwnWorkReturned() throws Exception {
        List<Callable<Integer>> writes = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writes.add(() -> transactions.write(() -> {
                insert("t" + number);
                return number;
            }));
        }
        List<Future<Integer>> done = together(writes);

        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(done.get(writer).get()).isEqualTo(writer);
        }
        assertThat(tenants()).isEqualTo(WRITERS);
    }

    @Test
    void aWriteThatFailsIsTakenBackAloneAndSaysWhy() throws Exception {
        List<Callable<Boolean>> writes = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writes.add(() -> transactions.write(() -> {
                insert("t" + number);
                if (number % 3 == 0) {
                    // Also where it fails in a write within the write.
                    transactions.write(() -> {
                        insert("u" + number);
                        throw new IllegalArgumentException("number " + number);
                    });
                }
                return true;
            }));
        }
        List<Future<Boolean>> done = together(writes);

        for (int writer = 0; writer < WRITERS; writer++) {
            Future<Boolean> one = done.get(writer);
            if (writer % 3 == 0) {
                assertThatThrownBy(one::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(IllegalArgumentException.class)
                        .hasRootCauseMessage("number " + writer);
            } else {
                assertThat(one.get()).isTrue();
            }
        }
        assertThat(tenants()).isEqualTo(WRITERS - (WRITERS + 2) / 3);
    }

    @Test
    void aWriteThatSwallowsItsOwnFailureIsTakenBackAlone() throws Exception {
        List<Callable<Boolean>> writes = new ArrayList<>();
        writes.add(() -> transactions.write(() -> {
            insert("good");
            return true;
        }));
        writes.add(() -> transactions.write(() -> {
            insert("swallowed");
            try {
                transactions.write(() -> insert("swallowed"));
            } catch (RuntimeException e) {
                return false;
            }
            return true;
        }));
        List<Future<Boolean>> done = together(writes);

        assertThat(done.getFirst().get()).isTrue();
        assertThatThrownBy(done.getLast()::get).hasRootCauseInstanceOf(UnexpectedRollbackException.class);
        assertThat(tenants()).isEqualTo(1);
    }

    @Test
    void aCancelledCallerDoesNotFailTheOthers() throws Exception {
        List<Callable<Boolean>> writes = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            writes.add(() -> {
                if (number % 2 == 0) {
                    Thread.currentThread().interrupt();
                }
                transactions.write(() -> insert("t" + number));
                return Thread.interrupted();
            });
        }
        List<Future<Boolean>> done = together(writes);

        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(done.get(writer).get()).isEqualTo(writer % 2 == 0);
        }
        assertThat(tenants()).isEqualTo(WRITERS);
    }

    @Test
    void aLogLineOfAWriteBearsTheRequestOfItsCaller() throws Exception {
        List<Callable<String>> writes = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String request = "request " + writer;
            writes.add(() -> {
                MDC.put("request", request);
                String during = transactions.write(() -> String.valueOf(MDC.get("request")));
                return during + ", then " + MDC.get("request");
            });
        }
        List<Future<String>> done = together(writes);

        for (int writer = 0; writer < WRITERS; writer++) {
            assertThat(done.get(writer).get()).isEqualTo("request " + writer + ", then request " + writer);
        }
    }

    @Test
    void writersThatComeAllTheTimeAllGetTheirTurn() throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        for (int writer = 0; writer < 16; writer++) {
            int number = writer;
            running.add(threads.submit(() -> {
                for (int round = 0; round < 50; round++) {
                    String key = number + "-" + round;
                    transactions.write(() -> insert(key));
                }
                return number;
            }));
        }
        for (Future<Integer> one : running) {
            one.get(60, TimeUnit.SECONDS);
        }
        assertThat(tenants()).isEqualTo(800);
    }
}
