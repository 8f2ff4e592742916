-- The last attempt of each person to sign in to the ERP in a browser. Its link bears an id whose hash stands here.
create table log_sign_in_attempt (
    tenant_id bigint not null references tenant (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    id_hash text not null unique,
    person_name text not null,
    client text not null,
    way text not null check (way in ('provider', 'erp_page')),
    state text not null check (state in ('waiting', 'opened', 'finishing', 'done', 'failed', 'cancelled')),
    told text not null default '',
    viewer_hash text,
    sealed_secrets text,
    asked_at_micros bigint not null,
    until_micros bigint not null,
    primary key (tenant_id, person_id)
);
