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
       {one("name", Kind::text), maybe("schema", Kind::text)},
       false,
       true,
       "",
       "table(\"users\")",
       "\"table\": \"users\"",
       "the struct is an entity, held in this table (of this SQL schema)"},
      {"primary_key",
       at,
       {many("fields", Kind::field)},
       false,
       true,
       "",
       "primary_key(order_id, product_id)",
       "\"primary_key\": [\"order_id\", \"product_id\"]",
       "the primary key, when it has several fields"},
      {"unique",
       at,
       {many("fields", Kind::field), named("name", Kind::text)},
       true,
       true,
       "",
       "unique(artist_id, title)",
       "\"unique\": [[\"artist_id\", \"title\"]]",
       "no two rows have the same values in all these fields"},
      {"index",
       at,
       {many("fields", Kind::part),
        named("unique", Kind::flag),
        named("where", Kind::text),
        named("using", Kind::text),
        {"include", Kind::field, Count::many, true},
        named("nulls_first", Kind::flag),
        named("name", Kind::text)},
       true,
       true,
       "",
       "index(author_id, desc(created_at), where(\"not deleted\"))",
       "\"index\": [{\"fields\": [\"author_id\", {\"desc\": \"created_at\"}], \"where\": \"not "
       "deleted\"}]",
       "an index over fields and sql(\"…\"), of all rows or of those where a condition holds; "
       "using, include and nulls_first are PostgreSQL's (SQLite has no index of another method)"},
      {"foreign_key",
       at,
       {one("fields", Kind::fields), one("target", Kind::key), named("on_delete", Kind::action),
        named("on_update", Kind::action), named("deferrable", Kind::flag),
        named("relation", Kind::text), named("inverse", Kind::text), named("name", Kind::text)},
       true,
       true,
       "",
       "foreign_key((order_id, line), OrderLine(order_id, number), on_delete(cascade))",
       "\"foreign_key\": [{\"fields\": [\"order_id\", \"line\"], \"target\": {\"OrderLine\": "
       "[\"order_id\", \"number\"]}, \"on_delete\": \"cascade\"}]",
       "a foreign key of several fields; the rest is said as in references"},
      {"check",
       at,
       {one("sql", Kind::text), one("name", Kind::text)},
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
       {one("name", Kind::text)},
       false,
       true,
       "",
       "was(\"people\")",
       "\"was\": \"people\"",
       "the table's old name: the next revision renames it"},
      {"input",
       at,
       {one("name", Kind::text), {"rules", Kind::rule, Count::any, false}},
       true,
       true,
       "",
       "input(\"password\", length(8, 72))",
       "\"input\": {\"password\": {\"minLength\": 8, \"maxLength\": 72}}",
       "a member of Create and its JSON that has no column"},
      {"shape",
       at,
       {one("name", Kind::type), many("members", Kind::member)},
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
       {maybe("field", Kind::field)},
       false,
       true,
       "",
       "soft_delete",
       "\"soft_delete\": true",
       "remove marks a row, in deleted_at or the field that is named, and nothing but restore, "
       "erase and a list that asks for them sees it then"},
      {"link",
       at,
       {one("name", Kind::text),
        one("through", Kind::entity),
        {"from", Kind::field, Count::many, true},
        {"to", Kind::field, Count::many, true}},
       true,
       true,
       "",
       "link(\"tags\", PostTag)",
       "\"link\": [[\"tags\", \"PostTag\"]]",
       "a many-to-many relation through an entity that refers to both sides; where it does so more "
       "than once, from(field) is its reference to this entity and to(field) the other one"},
      future("read_only", at, "read_only", "a view: rows are only read"),
      future("partition_by", at, "partition_by(range(created_at))", "PostgreSQL's partitioning"),
      future("distribute_by", at, "distribute_by(tenant_id)", "the field that shards rows"),
  };
}

const Word& loaded_word() {
  static const Word word{"relation",
                         Place::entity,
                         {maybe("shape", Kind::type),
                          named("where", Kind::text),
                          {"order", Kind::ordering, Count::many, true},
                          named("limit", Kind::integer)},
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
