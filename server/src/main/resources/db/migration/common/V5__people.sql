-- How people sign in besides by password.

-- What an authenticator knows a person by: random, tells nothing of them. null until they add a passkey.
alter table person add column passkey_handle ${binary_text};
create unique index person_by_passkey_handle on person (passkey_handle);

create table passkey (
    credential_id ${binary_text} primary key,
    person_id bigint not null references person (id) on delete cascade,
    name text not null,
    public_key ${bytes} not null,
    signature_count bigint not null,
    user_verified boolean not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    transports text not null,
    attestation_object ${bytes} not null,
    client_data ${bytes} not null,
    created_at_micros bigint not null,
    last_used_at_micros bigint not null
);
create index passkey_by_person on passkey (person_id);

-- Accounts of an OpenID Connect provider by what never changes hands there, unlike an address.
create table external_identity (
    issuer ${binary_text} not null,
    subject ${binary_text} not null,
    person_id bigint not null references person (id) on delete cascade,
    linked_at_micros bigint not null,
    primary key (issuer, subject)
);
create index external_identity_by_person on external_identity (person_id);
