#include "model/vocabulary_words.hpp"

namespace tenon::model {
namespace {

using Kind = ArgumentKind;
using Count = Parameter::Count;

}  // namespace

std::vector<Word> table_words() {
  constexpr Place at = Place::entity;
  return {
      {"table",
       at,
       {one("name", Kind::text, "the table's name"),
        maybe("schema", Kind::text,
              "the schema that it is in (SQLite has none: there it begins the table's name)")},
       false,
       true,
       "",
       "table(\"users\")",
       "\"table\": \"users\"",
       "the struct is an entity, held in this table (of this SQL schema)"},
      {"primary_key",
       at,
       {many("fields", Kind::field, "the fields of the key, in its order"),
        named("name", Kind::text, "the constraint's name, when it is not the table's with _pkey")},
       false,
       true,
       "",
       "primary_key(order_id, product_id)",
       "\"primary_key\": [\"order_id\", \"product_id\"]",
       "the primary key, when it has several fields"},
      {"unique",
       at,
       {many("fields", Kind::field, "the fields, in the order of the constraint"),
        named("name", Kind::text,
              "the constraint's name, when it is not to be made from the fields")},
       true,
       true,
       "",
       "unique(artist_id, title)",
       "\"unique\": [[\"artist_id\", \"title\"]]",
       "no two rows have the same values in all these fields"},
      {"index",
       at,
       {many("fields", Kind::part, "what is searched by, in this order"),
        named("unique", Kind::flag, "no two of its rows are equal in it"),
        named("where", Kind::text, "only rows for which this SQL holds are in it"),
        named("using", Kind::text, "its method: btree, gin, gist, … (PostgreSQL alone)"),
        {"include", Kind::field, Count::many, true,
         "fields that are stored in it and not searched by (PostgreSQL alone)"},
        named("nulls_first", Kind::flag, "NULL comes before all values (PostgreSQL alone)"),
        named("nulls_last", Kind::flag,
              "NULL comes behind all values, in descending parts too (PostgreSQL alone)"),
        named("name", Kind::text, "its name, when it is not to be made from the fields")},
       true,
       true,
       "",
       "index(author_id, desc(created_at), where(\"not deleted\"))",
       "\"index\": [{\"fields\": [\"author_id\", {\"desc\": \"created_at\"}], \"where\": \"not "
       "deleted\"}]",
       "an index over fields and sql(\"…\"), of all rows or of those where a condition holds; "
       "using, include, nulls_first and nulls_last are PostgreSQL's (SQLite has no index of "
       "another method)"},
      {"foreign_key",
       at,
       {one("fields", Kind::fields, "the fields that refer"),
        one("target", Kind::key, "the entity, and the fields of its key in the same order"),
        named("on_delete", Kind::action, help_on_delete),
        named("on_update", Kind::action, help_on_update),
        named("deferrable", Kind::flag, help_deferrable),
        named("relation", Kind::text, help_relation), named("inverse", Kind::text, help_inverse),
        named("name", Kind::text,
              "the constraint's name, when it is not to be made from the fields")},
       true,
       true,
       "",
       "foreign_key((order_id, line), OrderLine(order_id, number), on_delete(cascade))",
       "\"foreign_key\": [{\"fields\": [\"order_id\", \"line\"], \"target\": {\"OrderLine\": "
       "[\"order_id\", \"number\"]}, \"on_delete\": \"cascade\"}]",
       "a foreign key of several fields; the rest is said as in references"},
      {"check",
       at,
       {one("sql", Kind::text, "the condition, which both databases understand"),
        one("name", Kind::text, "the constraint's name")},
       true,
       true,
       "",
       "check(\"starts < ends\", \"starts_before_ends\")",
       "\"check\": [[\"starts < ends\", \"starts_before_ends\"]]",
       "a condition on its columns that each row has to meet, as SQL, and the constraint's name"},
  };
}

std::vector<Word> entity_words() {
  constexpr Place at = Place::entity;
  return {
      {"was",
       at,
       {one("name", Kind::text, "the table's old name")},
       false,
       true,
       "",
       "was(\"people\")",
       "\"was\": \"people\"",
       "the table's old name: the next revision renames it"},
      {"input",
       at,
       {one("name", Kind::text, "the member's name; its type is std::string"),
        {"rules", Kind::rule, Count::any, false, "what its values have to meet"}},
       true,
       true,
       "",
       "input(\"password\", length(8, 72))",
       "\"input\": {\"password\": {\"minLength\": 8, \"maxLength\": 72}}",
       "a member of Create and its JSON that has no column"},
      {"shape",
       at,
       {one("name", Kind::type, "the struct's name"),
        many("members", Kind::member,
             "what is in it; of relation(…): a shape's name, where(\"…\"), order(…), limit(…)")},
       true,
       true,
       "",
       "shape(UserWithPosts, *, posts(PostTitle, order(-created_at), limit(3)))",
       "\"shape\": [{\"name\": \"UserWithPosts\", \"fields\": \"*\", \"with\": {\"posts\": "
       "{\"shape\": \"PostTitle\", \"order\": [\"-created_at\"], \"limit\": 3}}}]",
       "a struct of some fields (* is all) and of relations, each with all its rows or those where "
       "a condition holds, in an order, at most so many; a row is whole, or a shape of its own"},
      {"soft_delete",
       at,
       {maybe("field", Kind::field,
              "the time of the removal, std::optional<tenon::Timestamp>; else deleted_at")},
       false,
       true,
       "",
       "soft_delete",
       "\"soft_delete\": true",
       "remove marks a row, in deleted_at or the field that is named, and nothing but restore, "
       "erase and a list that asks for them sees it then"},
      {"link",
       at,
       {one("name", Kind::text, "the relation's name, for shapes"),
        one("through", Kind::entity, "the entity between the two"),
        {"from", Kind::field, Count::many, true, "its fields that refer to this entity"},
        {"to", Kind::field, Count::many, true, "its fields that refer to the other entity"}},
       true,
       true,
       "",
       "link(\"tags\", PostTag)",
       "\"link\": [[\"tags\", \"PostTag\"]]",
       "a many-to-many relation through an entity that refers to both sides; where it does so more "
       "than once, from(field) is its reference to this entity and to(field) the other one"},
      {"read_only",
       at,
       {maybe("sql", Kind::text, "the query; without one somebody else makes the view"),
        named("postgresql", Kind::text, "the query on PostgreSQL, where it is another"),
        named("sqlite", Kind::text, "the query on SQLite, where it is another")},
       false,
       true,
       "",
       "read_only(\"select id, email from users where active\")",
       "\"read_only\": \"select id, email from users where active\"",
       "a view: rows are only read; revisions make it of its query and change it, and the struct "
       "has "
       "its columns; no primary key is needed"},
      future("partition_by", at, "partition_by(range(created_at))", "PostgreSQL's partitioning"),
      future("distribute_by", at, "distribute_by(tenant_id)", "the field that shards rows"),
  };
}

const Word& loaded_word() {
  static const Word word{"relation",
                         Place::entity,
                         {maybe("shape", Kind::type, "what of a row; else all of it"),
                          named("where", Kind::text, "only rows for which this SQL holds"),
                          {"order", Kind::ordering, Count::many, true, "the order of the rows"},
                          named("limit", Kind::integer, "how many rows at most")},
                         false,
                         true,
                         "",
                         "posts(PostTitle, where(\"not draft\"), order(-created_at), limit(3))",
                         "{\"posts\": {\"shape\": \"PostTitle\", \"where\": \"not draft\", "
                         "\"order\": [\"-created_at\"], \"limit\": 3}}",
                         "which rows of a relation, and what of them"};
  return word;
}

}  // namespace tenon::model
