-- Weekly time logs: the embedded ERP, and who is signed in to which ERP. Weeks are their Monday's epoch day.

-- What people log time on. "name" is the short name (the subteam), "complete_name" tells it from all others of the tenant.
create table log_project (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint references workspace (id) on delete set null, -- the time stays when a workspace goes
    name text not null,
    complete_name ${binary_text} not null,
    active boolean not null default true,
    unique (tenant_id, complete_name),
    unique (tenant_id, id)
);
create index log_project_by_workspace on log_project (workspace_id);

-- Who may log time on what, and when. Without an end it goes on.
create table log_assignment (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    project_id bigint not null,
    person_id bigint not null references person (id) on delete cascade,
    active boolean not null default true,
    from_epoch_day integer not null,
    to_epoch_day integer,
    foreign key (tenant_id, project_id) references log_project (tenant_id, id) on delete cascade
);
create index log_assignment_by_person on log_assignment (tenant_id, person_id, project_id);
create index log_assignment_by_project on log_assignment (project_id);

-- Numbered in each tenant: clients of the ERP know the default label by the number 66.
create table log_label (
    tenant_id bigint not null references tenant (id) on delete cascade,
    id integer not null,
    name text not null,
    active boolean not null default true,
    primary key (tenant_id, id)
);

create table week_log (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    monday_epoch_day integer not null,
    completed boolean not null default false,
    completed_at_micros bigint,
    completed_by_person_id bigint,
    modified_at_micros bigint not null,
    unique (tenant_id, person_id, monday_epoch_day)
);

create table week_project (
    id ${identity},
    tenant_id bigint not null,
    week_log_id bigint not null references week_log (id) on delete cascade,
    project_id bigint not null references log_project (id) on delete cascade,
    unique (week_log_id, project_id)
);
create index week_project_by_project on week_project (project_id);

-- item_key is kept as it was written, also when the item goes away or is not there yet.
create table log_task (
    id ${identity},
    tenant_id bigint not null,
    week_project_id bigint not null references week_project (id) on delete cascade,
    description text not null,
    item_key ${binary_text},
    item_id bigint references item (id) on delete set null
);
create index log_task_by_project on log_task (week_project_id);
create index log_task_by_item on log_task (item_id) where item_id is not null; -- most have none

create table log_day (
    id ${identity},
    tenant_id bigint not null,
    task_id bigint not null references log_task (id) on delete cascade,
    epoch_day integer not null,
    minutes integer not null check (minutes between 1 and 1440),
    label_id integer,
    unique (task_id, epoch_day)
);

-- Who completed and reopened a week, and why.
create table week_log_event (
    id ${identity},
    tenant_id bigint not null,
    week_log_id bigint not null references week_log (id) on delete cascade,
    at_micros bigint not null,
    person_id bigint not null,
    action text not null check (action in ('completed', 'reopened')),
    reason text
);
create index week_log_event_by_week on week_log_event (week_log_id);

-- What was answered to a write with a key of its caller's choice, so that the same call again does nothing more.
create table log_write_key (
    tenant_id bigint not null references tenant (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    write_key ${binary_text} not null,
    fingerprint text not null,
    answer text,
    at_micros bigint not null,
    primary key (tenant_id, person_id, write_key)
);
create index log_write_key_by_time on log_write_key (at_micros);

-- As whom a person is signed in to an ERP. The token is sealed.
create table log_sign_in (
    tenant_id bigint not null references tenant (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    backend ${binary_text} not null,
    sealed_token text not null,
    email text,
    name text,
    signed_in_at_micros bigint not null,
    last_used_at_micros bigint not null,
    primary key (tenant_id, person_id, backend)
);
