-- Tokens that may have an effect only once, until they would be refused anyway.
create table spent_token (
    tenant_id bigint not null references tenant (id) on delete cascade,
    token ${binary_text} not null,
    expires_at_micros bigint not null,
    primary key (tenant_id, token)
);

-- What changed of what clients may have kept, for the listeners of all processes; an hour of it is kept.
create table resource_change (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    uri text not null,
    changed_at_micros bigint not null
);
create index resource_change_by_time on resource_change (changed_at_micros);
