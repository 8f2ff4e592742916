-- Full-text search: the words of an item, put in by the store together with the item.
alter table item add column words tsvector not null default ''::tsvector;
create index item_text_words on item using gin (words);
