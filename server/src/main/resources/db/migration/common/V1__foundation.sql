-- Instants are microseconds since 1970-01-01T00:00Z (…_at_micros), days are days since 1970-01-01 (…_epoch_day): the same
-- type, order and arithmetic on SQLite and PostgreSQL (docs/decisions/0003-one-sql-for-two-databases.md).
-- Every table of user data bears the tenant, and what belongs to a workspace can only belong to one of the same tenant.

create table tenant (
    id ${identity},
    key ${binary_text} not null unique,
    name text not null,
    sample boolean not null default false,
    created_at_micros bigint not null
);

create table person (
    id ${identity},
    email ${binary_text} not null unique,
    name text not null,
    zone text not null,
    sample boolean not null default false,
    created_at_micros bigint not null
);

create table workspace (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    key ${binary_text} not null,
    name text not null,
    revision bigint not null default 0,
    created_at_micros bigint not null,
    unique (tenant_id, key),
    unique (tenant_id, id)
);

create table membership (
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    person_id bigint not null references person (id) on delete cascade,
    role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
    is_default boolean not null default false,
    joined_at_micros bigint not null,
    primary key (workspace_id, person_id),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index membership_by_person on membership (person_id, tenant_id);

create table api_key (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    name text not null,
    hash ${binary_text} not null unique,
    hint text not null,
    scopes text not null,
    created_at_micros bigint not null,
    expires_at_micros bigint,
    last_used_at_micros bigint,
    revoked_at_micros bigint
);
create index api_key_by_person on api_key (tenant_id, person_id);

create table audit_event (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    at_micros bigint not null,
    person_id bigint,
    client text not null,
    action text not null,
    outcome text not null,
    detail text not null
);
create index audit_event_by_time on audit_event (tenant_id, at_micros);

create table team (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    name ${binary_text} not null,
    unique (workspace_id, name),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);

-- A member does the work of a workspace; a person signs in. One may be the other.
create table member (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    team_id bigint references team (id) on delete set null,
    person_id bigint references person (id) on delete set null,
    name ${binary_text} not null,
    email text,
    weekly_capacity_minutes integer,
    unique (workspace_id, name),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index member_by_team on member (team_id);
create index member_by_person on member (person_id);

create table member_skill (
    tenant_id bigint not null references tenant (id) on delete cascade,
    member_id bigint not null references member (id) on delete cascade,
    skill ${binary_text} not null,
    level integer not null check (level between 1 and 5),
    primary key (member_id, skill)
);

create table day_off (
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    member_id bigint references member (id) on delete cascade,
    epoch_day integer not null,
    reason text not null,
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index day_off_by_day on day_off (workspace_id, epoch_day);
create index day_off_by_member on day_off (member_id);

create table item (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    type text not null,
    status_category text not null,
    status text not null,
    team_id bigint references team (id) on delete set null,
    assignee_id bigint references member (id) on delete set null,
    parent_id bigint references item (id) on delete set null,
    rank ${binary_text} not null,
    size_points double precision,
    estimate_minutes integer,
    blocked boolean not null default false,
    created_at_micros bigint,
    updated_at_micros bigint,
    started_at_micros bigint,
    done_at_micros bigint,
    start_epoch_day integer,
    due_epoch_day integer,
    source ${binary_text} not null,
    source_id ${binary_text} not null,
    key ${binary_text} not null,
    title text not null,
    source_type text,
    priority text,
    business_value double precision,
    time_criticality double precision,
    risk_reduction double precision,
    opportunity_enablement double precision,
    cost_of_delay_per_week double precision,
    urgency text,
    blocked_reason text,
    parent_ref ${binary_text},
    url text,
    content_hash ${binary_text} not null,
    description text,
    unique (workspace_id, source, source_id),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index item_by_key on item (workspace_id, key);
-- The usual order, with what the usual filters ask for: a page is found, and matches are counted, in the index alone.
create index item_by_rank on item
    (workspace_id, rank, id, tenant_id, status_category, type, status, team_id, assignee_id);
create index item_by_update on item (workspace_id, coalesce(updated_at_micros, 0), id);
create index item_by_creation on item (workspace_id, coalesce(created_at_micros, 0), id);
create index item_by_status on item (workspace_id, status_category, status, type);
create index item_by_parent on item (parent_id);
create index item_by_team on item (team_id);
create index item_by_assignee on item (assignee_id);

-- What hangs on an item goes with it, and so with its tenant; references to tenant and workspace beside that to the item
-- would be checked for each of the many rows of an import.
create table item_tag (
    tenant_id bigint not null,
    workspace_id bigint not null,
    item_id bigint not null references item (id) on delete cascade,
    kind text not null check (kind in ('label', 'theme', 'skill')),
    value ${binary_text} not null,
    primary key (item_id, kind, value)
);
create index item_tag_by_value on item_tag (workspace_id, kind, value, item_id);

create table item_status_change (
    tenant_id bigint not null,
    item_id bigint not null references item (id) on delete cascade,
    step integer not null,
    at_micros bigint not null,
    from_status text,
    to_status text not null,
    to_category text not null,
    derived boolean not null default false,
    primary key (item_id, step)
);

-- item_id waits for predecessor_id (finish to start, then the lag).
create table dependency (
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    item_id bigint not null references item (id) on delete cascade,
    predecessor_id bigint not null references item (id) on delete cascade,
    lag_days integer not null default 0,
    primary key (item_id, predecessor_id),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index dependency_by_predecessor on dependency (predecessor_id);
create index dependency_by_workspace on dependency (workspace_id);

-- What the export called the predecessor, kept so that a later import can find an item that was not there yet.
create table dependency_reference (
    tenant_id bigint not null,
    item_id bigint not null references item (id) on delete cascade,
    predecessor ${binary_text} not null,
    lag_days integer not null,
    primary key (item_id, predecessor)
);

create table sprint (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    workspace_id bigint not null,
    team_id bigint references team (id) on delete set null,
    name ${binary_text} not null,
    goal text,
    state text not null check (state in ('future', 'active', 'closed')),
    start_epoch_day integer,
    end_epoch_day integer,
    unique (workspace_id, name),
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index sprint_by_team on sprint (team_id);

create table sprint_item (
    tenant_id bigint not null,
    sprint_id bigint not null references sprint (id) on delete cascade,
    item_id bigint not null references item (id) on delete cascade,
    primary key (sprint_id, item_id)
);
create index sprint_item_by_item on sprint_item (item_id);

-- What a sprint held when it started and when it closed. "derived" says that we worked it out later from dates and
-- histories, because nobody recorded it at that moment.
create table sprint_snapshot (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    sprint_id bigint not null references sprint (id) on delete cascade,
    moment text not null check (moment in ('start', 'close')),
    taken_at_micros bigint not null,
    derived boolean not null,
    unique (sprint_id, moment)
);

create table sprint_snapshot_item (
    tenant_id bigint not null,
    snapshot_id bigint not null references sprint_snapshot (id) on delete cascade,
    item_id bigint not null references item (id) on delete cascade,
    size_points double precision,
    status_category text not null,
    primary key (snapshot_id, item_id)
);
create index sprint_snapshot_item_by_item on sprint_snapshot_item (item_id);
