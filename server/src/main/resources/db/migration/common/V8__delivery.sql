-- Forecasts as they were given, with all that they rest on, and what happened.

create table forecast_issued (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    person_id bigint not null,
    fingerprint ${binary_text} not null, -- of target, inputs and day: asking twice on a day is one forecast
    target_key ${binary_text} not null,
    target text not null,
    teams text not null,
    team_ids text not null,
    epic_id bigint, -- whatever is below it when it is done counts, too
    item_ids text not null,
    unit text not null,
    remaining double precision not null,
    inputs text not null, -- JSON
    seed bigint not null,
    trials integer not null,
    engine text not null,
    starts_epoch_day integer not null,
    p50_epoch_day integer not null,
    p75_epoch_day integer, -- absent where it is later than we look, as those after it
    p85_epoch_day integer,
    p90_epoch_day integer,
    p95_epoch_day integer,
    target_epoch_day integer,
    target_probability double precision,
    issued_at_micros bigint not null,
    issued_epoch_day integer not null,
    done_epoch_day integer, -- when all of the target was done; absent while it is not, or not any more
    scored_at_micros bigint,
    unique (workspace_id, fingerprint),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index forecast_issued_by_target on forecast_issued (workspace_id, target_key, issued_at_micros);
