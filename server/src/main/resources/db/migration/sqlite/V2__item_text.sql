-- Full-text search: the words of an item, put in by the store in the same transaction as the item (rowid = item.id). Nothing
-- is stored twice: the table holds the index alone.
create virtual table item_text using fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='2 3');

-- Words gathered in memory (bytes) before they are written: an import then writes few large pieces instead of many small ones
-- that must be merged.
insert into item_text (item_text, rank) values ('hashsize', 33554432);

create trigger item_text_forgets after delete on item begin
    delete from item_text where rowid = old.id;
end;
