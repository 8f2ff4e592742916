package io.throughline.bench;

/** One subject to measure; prints its tables. */
enum Benchmark {
    IMPORT("import 100,000 items from one CSV, twice") {
        @Override
        void run(Workbench workbench) throws Exception {
            new ImportBenchmark(workbench).run();
        }
    },
    QUERY("query_backlog on 100,000 items inside the server") {
        @Override
        void run(Workbench workbench) throws Exception {
            QueryBenchmark.run(workbench);
        }
    },
    HTTP("tools/call over HTTP beside the official TypeScript SDK") {
        @Override
        void run(Workbench workbench) throws Exception {
            new HttpBenchmark(workbench).run();
        }
    },
    PROTOCOL("tools/list and a small tools/call in both eras beside the official SDKs") {
        @Override
        void run(Workbench workbench) throws Exception {
            new ProtocolBenchmark(workbench).run();
        }
    },
    STREAMS("10,000 idle subscriptions/listen streams: memory, and how fast a change reaches all") {
        @Override
        void run(Workbench workbench) throws Exception {
            new StreamsBenchmark(workbench).run();
        }
    },
    ACCESS("refreshes at the token endpoint, and the pages of the console") {
        @Override
        void run(Workbench workbench) throws Exception {
            new AccessBenchmark(workbench).run();
        }
    },
    LOGS("log tools on the embedded ERP of 10,000 people, its REST API, and a foreign ERP") {
        @Override
        void run(Workbench workbench) throws Exception {
            LogsBenchmark.run(workbench);
            new LogApiBenchmark(workbench).run();
            new ForeignErpBenchmark(workbench).run();
        }
    },
    STREAM("the browser of the ERP's streamed sign-in: pictures, answers to input, memory, its end") {
        @Override
        void run(Workbench workbench) throws Exception {
            new StreamBenchmark(workbench).run();
        }
    },
    START("from exec to the first answer, with and without the AOT cache") {
        @Override
        void run(Workbench workbench) throws Exception {
            new StartBenchmark(workbench).run();
        }
    },
    MEMORY("resident memory of serve and stdio after 1,000 calls") {
        @Override
        void run(Workbench workbench) throws Exception {
            new MemoryBenchmark(workbench).run();
        }
    },
    FORECAST("forecasts by Monte Carlo beside NumPy and the bare random numbers (JMH)") {
        @Override
        void run(Workbench workbench) throws Exception {
            new ForecastBenchmark(workbench).run();
        }
    },
    LEARN("what other teams teach forecasts, from the folder of --series, with each team left out") {
        @Override
        void run(Workbench workbench) throws Exception {
            LearnBenchmark.run(workbench);
        }
    },
    MICRO("text, arguments and answers one by one (JMH)") {
        @Override
        void run(Workbench workbench) throws Exception {
            MicroBenchmarks.run(workbench);
        }
    };

    private final String subject;

    Benchmark(String subject) {
        this.subject = subject;
    }

    String subject() {
        return subject;
    }

    abstract void run(Workbench workbench) throws Exception;
}
