#include "model/vocabulary.hpp"

namespace tenon::model {
namespace {

using Kind = ArgumentKind;
using Count = Parameter::Count;

// The parameters of the table below, said shortly.
Parameter one(std::string_view name, Kind kind) { return {name, kind, Count::one, false}; }
Parameter maybe(std::string_view name, Kind kind) { return {name, kind, Count::maybe, false}; }
Parameter many(std::string_view name, Kind kind) { return {name, kind, Count::many, false}; }
Parameter named(std::string_view name, Kind kind) { return {name, kind, Count::maybe, true}; }
Parameter anything() { return {"arguments", Kind::other, Count::many, false}; }

// A word that later versions know: its arguments are not looked at yet.
Word future(std::string_view name, Place place, std::string_view example, std::string_view help,
            bool repeatable = false) {
  return {name, place, {anything()}, repeatable, false, "", example, "", help};
}

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
      future("shape", at, "shape(UserWithPosts, *, posts)",
             "a struct of chosen fields and loaded relations", true),
      future("soft_delete", at, "soft_delete", "remove marks rows instead of deleting them"),
      future("link", at, "link(\"tags\", PostTag)", "a many-to-many relation through an entity",
             true),
      future("read_only", at, "read_only", "a view: rows are only read"),
      future("partition_by", at, "partition_by(range(created_at))", "PostgreSQL's partitioning"),
      future("distribute_by", at, "distribute_by(tenant_id)", "the field that shards rows"),
  };
}

std::vector<Word> key_words() {
  constexpr Place at = Place::field;
  return {
      {"primary_key",
       at,
       {named("client", Kind::flag)},
       false,
       true,
       "",
       "primary_key",
       "\"primary_key\": true",
       "the primary key; the database numbers it, and a Uuid is made, unless `client` gives it"},
      {"unique",
       at,
       {},
       false,
       true,
       "",
       "unique",
       "\"unique\": true",
       "no two rows have the same value"},
      {"index", at, {}, false, true, "", "index", "\"index\": true", "an index over this field"},
      {"references",
       at,
       {one("field", Kind::target), named("on_delete", Kind::action),
        named("on_update", Kind::action), named("deferrable", Kind::flag),
        named("relation", Kind::text), named("inverse", Kind::text)},
       false,
       true,
       "",
       "references(User::id, on_delete(cascade), relation(\"author\"))",
       "\"references\": {\"field\": \"User.id\", \"on_delete\": \"cascade\", \"relation\": "
       "\"author\"}",
       "a foreign key, and the names of the relation there and back; deferrable: it is looked at "
       "when the transaction ends"},
  };
}

std::vector<Word> rule_words() {
  constexpr Place at = Place::field;
  return {
      {"length",
       at,
       {maybe("least", Kind::bound), one("most", Kind::bound)},
       false,
       true,
       "minLength, maxLength",
       "length(1, 80)",
       "\"minLength\": 1, \"maxLength\": 80",
       "how many characters a string has: length(most) or length(least, most)"},
      {"range",
       at,
       {one("least", Kind::bound), one("most", Kind::bound)},
       false,
       true,
       "minimum, maximum",
       "range(1, 1000)",
       "\"minimum\": 1, \"maximum\": 1000",
       "the least and the greatest number, both allowed; * is an open end"},
      {"precision",
       at,
       {one("digits", Kind::integer), one("scale", Kind::integer)},
       false,
       true,
       "",
       "precision(10, 2)",
       "\"precision\": [10, 2]",
       "all digits of a Decimal, and those behind the point"},
      {"multiple_of",
       at,
       {one("number", Kind::number)},
       false,
       true,
       "multipleOf",
       "multiple_of(5)",
       "\"multipleOf\": 5",
       "the number is a multiple of this one, which is above zero"},
      {"pattern",
       at,
       {one("pattern", Kind::text)},
       false,
       true,
       "pattern",
       "pattern(\"^[a-z]+$\")",
       "\"pattern\": \"^[a-z]+$\"",
       "a regular expression (RE2) that is found in the string"},
      {"email",
       at,
       {},
       false,
       true,
       "format",
       "email",
       "\"format\": \"email\"",
       "the string is an e-mail address"},
      {"url",
       at,
       {},
       false,
       true,
       "format",
       "url",
       "\"format\": \"uri\"",
       "the string is a URL with its scheme (RFC 3986)"},
      {"not_empty",
       at,
       {},
       false,
       true,
       "",
       "not_empty",
       "\"not_empty\": true",
       "the string has more than white space"},
  };
}

std::vector<Word> json_words() {
  constexpr Place at = Place::field;
  return {
      {"read_only",
       at,
       {},
       false,
       true,
       "readOnly",
       "read_only",
       "\"readOnly\": true",
       "in JSON that goes out, never in JSON that comes in"},
      {"write_only",
       at,
       {},
       false,
       true,
       "writeOnly",
       "write_only",
       "\"writeOnly\": true",
       "in JSON that comes in, never in JSON that goes out"},
      {"internal",
       at,
       {},
       false,
       true,
       "",
       "internal",
       "\"internal\": true",
       "never in JSON: for C++ only"},
      future("alias", at, "alias(\"userName\")", "the field's name in JSON"),
      {"transient",
       at,
       {},
       false,
       true,
       "",
       "transient",
       "\"transient\": true",
       "a member without a column"},
      {"deprecated",
       at,
       {},
       false,
       true,
       "deprecated",
       "deprecated",
       "\"deprecated\": true",
       "retiring: its column constant and its finders warn; it may be NULL or has a default"},
  };
}

std::vector<Word> column_words() {
  constexpr Place at = Place::field;
  return {
      {"column",
       at,
       {one("name", Kind::text)},
       false,
       true,
       "",
       "column(\"user_name\")",
       "\"column\": \"user_name\"",
       "the column's name, when it is not the field's"},
      future("type", at, "type(\"citext\")", "the column's SQL type"),
      {"default_sql",
       at,
       {one("sql", Kind::text)},
       false,
       true,
       "",
       "default_sql(\"CURRENT_DATE\")",
       "\"default_sql\": \"CURRENT_DATE\"",
       "the column's default as SQL text that the database evaluates"},
      future("computed", at, "computed(\"price * quantity\")", "the database computes the column"),
      future("collate", at, "collate(\"C\")", "the column's collation"),
      {"created_at",
       at,
       {},
       false,
       true,
       "",
       "created_at",
       "\"created_at\": true",
       "the session's clock when the row is created"},
      {"updated_at",
       at,
       {},
       false,
       true,
       "",
       "updated_at",
       "\"updated_at\": true",
       "the session's clock when the row is created or changed"},
      future("version", at, "version", "counts changes: a stale write is refused"),
      {"was",
       at,
       {one("name", Kind::text)},
       false,
       true,
       "",
       "was(\"full_name\")",
       "\"was\": \"full_name\"",
       "the column's old name: the next revision renames it"},
      {"backfill",
       at,
       {one("sql", Kind::text)},
       false,
       true,
       "",
       "backfill(\"lower(email)\")",
       "\"backfill\": \"lower(email)\"",
       "the value, as SQL, of rows that are there when the column becomes required"},
      future("embed", at, "embed(\"billing_\")", "a struct whose members become columns"),
  };
}

std::vector<Word> enum_words() {
  return {
      future("native", Place::enumeration, "native", "an enum type of PostgreSQL"),
      {"text",
       Place::enumerator,
       {one("text", Kind::text)},
       false,
       true,
       "enum",
       "in_stock [[tenon::text(\"in-stock\")]]",
       "\"enum\": [\"in-stock\"], \"x-tenon\": {\"names\": {\"in-stock\": \"in_stock\"}}",
       "what database and JSON hold for the value, when it is not its name"},
      future("was", Place::enumerator, "was(\"writer\")", "the value's old text"),
  };
}

std::vector<Word> all_words() {
  std::vector<Word> all = table_words();
  for (const auto& part :
       {entity_words(), key_words(), rule_words(), json_words(), column_words(), enum_words()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

const std::vector<Word>& vocabulary() {
  static const std::vector<Word> words = all_words();
  return words;
}

const Word* find_word(std::string_view name, Place place) {
  for (const Word& word : vocabulary())
    if (word.name == name && word.place == place) return &word;
  return nullptr;
}

std::vector<std::string> words_at(Place place) {
  std::vector<std::string> names;
  for (const Word& word : vocabulary())
    if (word.place == place) names.emplace_back(word.name);
  return names;
}

const char* describe(Place place) {
  switch (place) {
    case Place::entity:
      return "an entity";
    case Place::field:
      return "a field";
    case Place::enumeration:
      return "an enum";
    case Place::enumerator:
      return "an enumerator";
  }
  return "";
}

const char* describe(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::text:
      return "a string";
    case ArgumentKind::integer:
      return "a whole number";
    case ArgumentKind::number:
      return "a number";
    case ArgumentKind::bound:
      return "a number or *";
    case ArgumentKind::flag:
      return "a bare word";
    case ArgumentKind::field:
      return "a field's name";
    case ArgumentKind::part:
      return "a field's name, desc(field) or sql(\"…\")";
    case ArgumentKind::target:
      return "Entity::field";
    case ArgumentKind::fields:
      return "(field, …)";
    case ArgumentKind::key:
      return "Entity(field, …)";
    case ArgumentKind::action:
      return "no_action, restrict, cascade, set_null or set_default";
    case ArgumentKind::rule:
      return "length(…), pattern(…), email, url or not_empty";
    case ArgumentKind::other:
      return "an argument";
  }
  return "";
}

}  // namespace tenon::model
