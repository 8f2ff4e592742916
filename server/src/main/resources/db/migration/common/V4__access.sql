-- Who signs in how, what they allowed which programs, and the keys that sign access tokens. Secrets of others stand here only
-- as SHA-256 (…hash) or sealed (sealed_…): whoever reads the database can sign in as nobody.

-- null: no password, so no sign-in by one
alter table person add column password_hash text;

create table signing_key (
    kid ${binary_text} primary key,
    public_jwk text not null,
    sealed_private_jwk text not null,
    created_at_micros bigint not null,
    signs_until_micros bigint not null,
    published_until_micros bigint not null
);

-- Programs that may ask people for access: registered by themselves (RFC 7591), or known by the address of their document.
create table oauth_client (
    client_id ${binary_text} primary key,
    source text not null check (source in ('registration', 'document')),
    name text not null,
    redirect_uris text not null,
    created_at_micros bigint not null
);

-- What a person allowed a program: one row a consent. workspace_id null: all workspaces of the tenant.
create table oauth_grant (
    id ${identity},
    tenant_id bigint not null references tenant (id) on delete cascade,
    person_id bigint not null references person (id) on delete cascade,
    workspace_id bigint,
    client_id ${binary_text} not null references oauth_client (client_id) on delete cascade,
    scopes text not null,
    resource text not null,
    created_at_micros bigint not null,
    last_used_at_micros bigint,
    revoked_at_micros bigint,
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index oauth_grant_by_person on oauth_grant (person_id, tenant_id);
create index oauth_grant_by_client on oauth_grant (client_id);
create index oauth_grant_by_workspace on oauth_grant (workspace_id);

-- What programs ask people at the moment.
create table pending_consent (
    state_hash ${binary_text} primary key,
    person_email ${binary_text} not null,
    client_id text not null,
    redirect_uri text not null,
    scopes text not null,
    client_state text,
    code_challenge text not null,
    resource text not null,
    expires_at_micros bigint not null
);

create table authorization_code (
    hash ${binary_text} primary key,
    grant_id bigint not null references oauth_grant (id) on delete cascade,
    redirect_uri text not null,
    code_challenge text not null,
    expires_at_micros bigint not null,
    used_at_micros bigint
);
create index authorization_code_by_grant on authorization_code (grant_id);

create table refresh_token (
    hash ${binary_text} primary key,
    grant_id bigint not null references oauth_grant (id) on delete cascade,
    created_at_micros bigint not null,
    expires_at_micros bigint not null,
    used_at_micros bigint,
    sealed_successor text
);
create index refresh_token_by_grant on refresh_token (grant_id);
create index refresh_token_by_expiry on refresh_token (expires_at_micros);

-- Links that work once: the first account, an invitation, a new password. tenant_id, workspace_id and role: of what is joined.
create table one_time_link (
    id ${identity},
    purpose text not null check (purpose in ('first-account', 'invitation', 'password')),
    hash ${binary_text} not null unique,
    tenant_id bigint references tenant (id) on delete cascade,
    workspace_id bigint,
    role text check (role in ('owner', 'admin', 'member', 'viewer')),
    email ${binary_text},
    made_by_person_id bigint references person (id) on delete set null,
    created_at_micros bigint not null,
    expires_at_micros bigint not null,
    used_at_micros bigint,
    revoked_at_micros bigint,
    foreign key (tenant_id, workspace_id) references workspace (tenant_id, id) on delete cascade
);
create index one_time_link_by_workspace on one_time_link (tenant_id, workspace_id);

-- Failed sign-ins by what was typed, whether such an account exists or not (a hash: people type passwords there, too).
create table sign_in_failure (
    subject_hash ${binary_text} primary key,
    failures integer not null,
    last_at_micros bigint not null
);

alter table audit_event add column from_address text;
alter table audit_event add column workspace_id bigint;
create index audit_event_by_person on audit_event (tenant_id, person_id, at_micros);

-- Sign-ins of browsers, as Spring Session keeps them (its names); a cookie bears the id sealed.
create table spring_session (
    primary_id ${binary_text} primary key,
    session_id ${binary_text} not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval integer not null,
    expiry_time bigint not null,
    principal_name ${binary_text}
);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id ${binary_text} not null references spring_session (primary_id) on delete cascade,
    attribute_name ${binary_text} not null,
    attribute_bytes ${bytes} not null,
    primary key (session_primary_id, attribute_name)
);
