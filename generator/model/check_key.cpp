#include <algorithm>
#include <set>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// Why the two databases would not agree on what is equal and what comes first, or "".
std::string disorder(const FieldDraft& field) {
  if (field.field.type.kind == TypeKind::interval)
    return " is an Interval, and PostgreSQL takes 30 days for a month";
  if (field.field.type.kind == TypeKind::json) return " is a Json, which has no order";
  return {};
}

bool check_ordered(const EntityDraft& built, const Name& name, const char* what,
                   Diagnostics& diagnostics) {
  const FieldDraft* field = built.find(name.value);
  if (field == nullptr) return true;
  const std::string why = disorder(*field);
  if (why.empty()) return true;
  const bool is_json = field->field.type.kind == TypeKind::json;
  diagnostics.error(
      codes::index_impossible, name.span, quote(name.value) + why,
      is_json ? "leave " + std::string{what} + " out, or write index(" + name.value +
                    ", using(\"gin\")) on the entity"
              : "leave " + std::string{what} + " out, or hold a number of seconds or days instead");
  return false;
}

void check_key_field(const EntityDraft& built, const FieldDraft& field, const base::Span& span,
                     Diagnostics& diagnostics) {
  const Type& type = field.field.type;
  const std::string subject = "the key field " + quote(field.field.name);
  if (type.is_list) {
    diagnostics.error(codes::unfit_primary_key, span,
                      subject + " is a list, which names no row by one value",
                      "take a whole number or a Uuid as the key, and make the list 'unique'");
  } else if (type.nullable) {
    diagnostics.error(codes::nullable_primary_key, span,
                      subject + " of " + quote(built.entity.name) + " may be NULL",
                      "a primary key is never NULL: leave std::optional out, or name the field in "
                      "required");
  } else if (type.kind == TypeKind::float32 || type.kind == TypeKind::float64) {
    diagnostics.error(
        codes::unfit_primary_key, span,
        subject + " is " + with_article(type.kind) + ", and equal floating-point numbers are luck",
        "take a whole number, a Uuid, a string or a Decimal");
  } else if (const std::string why = disorder(field); !why.empty()) {
    diagnostics.error(codes::unfit_primary_key, span, subject + why,
                      "take a whole number, a Uuid, a string or a Decimal");
  } else if (field.words.client && type.kind != TypeKind::int16 && type.kind != TypeKind::int32 &&
             type.kind != TypeKind::int64 && type.kind != TypeKind::uuid) {
    diagnostics.error(codes::unfit_primary_key, span,
                      std::string{"'client' is for whole numbers and Uuid; a key of type "} +
                          describe(type.kind) + " comes from the application anyway",
                      "write primary_key");
  }
}

// The id of another entity is a key where the rows are one for one, which the reference says.
void check_id_of_key(const EntityDraft& built, const FieldDraft& key, Diagnostics& diagnostics) {
  const Type& type = key.field.type;
  if (!type.wrapper || type.wrapper->entity.empty() || key.words.references) return;
  const std::string own = built.entity.qualified();
  if (type.wrapper->entity == own) return;
  const auto is_its = [&](const ForeignKeyWords& words) {
    return words.fields.size() == 1 && words.fields[0].value == key.field.name;
  };
  const std::vector<ForeignKeyWords>& keys = built.words.foreign_keys;
  if (std::any_of(keys.begin(), keys.end(), is_its)) return;
  diagnostics.error(
      codes::unfit_primary_key, key.words.primary_key,
      "the key of " + quote(built.entity.name) + " is an id of " + quote(type.wrapper->entity),
      key.drafted->type.wrapper
          ? "write tenon::Id<" + built.entity.name + ">, or say with 'references' whose key it is"
          : "write \"id\": \"" + built.entity.name +
                "\", or say with 'references' whose key it is");
}

void take_key_name(EntityDraft& built, const Name& name, Diagnostics& diagnostics) {
  if (name.span.known() && check_sql_name(name, "a primary key", diagnostics))
    built.entity.primary_key_name = name.value;
}

void build_single_key(EntityDraft& built, Diagnostics& diagnostics) {
  FieldDraft* key = nullptr;
  for (FieldDraft& field : built.fields) {
    if (!field.words.primary_key.known()) continue;
    if (key != nullptr) {
      diagnostics
          .error(codes::two_primary_keys, field.words.primary_key,
                 quote(built.entity.name) + " has two primary keys",
                 "a key of several fields is said once: primary_key(" + key->field.name + ", " +
                     field.field.name + ") on the entity")
          .notes.push_back({"the other one", key->words.primary_key});
      return;
    }
    key = &field;
  }
  // A primary_key with bad arguments was an error already.
  for (const DraftField& field : built.drafted->fields)
    if (key == nullptr && has_word(field.annotations, "primary_key")) return;
  if (has_word(built.drafted->annotations, "primary_key")) return;
  if (key == nullptr) {
    if (built.is_incomplete || built.words.view) return;
    diagnostics.error(codes::missing_primary_key, built.drafted->name.span,
                      quote(built.entity.name) + " has no primary key",
                      "mark a field with primary_key (in JSON: \"x-tenon\": {\"primary_key\": "
                      "true}), or several with primary_key(a, b) on the entity");
    return;
  }
  check_key_field(built, *key, key->words.primary_key, diagnostics);
  check_id_of_key(built, *key, diagnostics);
  built.entity.primary_key = {key->field.name};
  take_key_name(built, key->words.key_name, diagnostics);
  const TypeKind kind = key->field.type.kind;
  const bool whole = kind == TypeKind::int16 || kind == TypeKind::int32 || kind == TypeKind::int64;
  // A key that is a reference (one row for one row) takes the other row's value.
  if (key->words.client || key->words.references || key->field.type.is_list || built.words.view)
    return;
  if (whole) key->field.filled = Filled::by_identity;
  if (kind == TypeKind::uuid) key->field.filled = Filled::by_uuid;
}

void build_primary_key(EntityDraft& built, Diagnostics& diagnostics) {
  if (!built.words.primary_key) {
    if (!built.fields.empty()) build_single_key(built, diagnostics);
    return;
  }
  const KeyWords& words = *built.words.primary_key;
  for (const FieldDraft& field : built.fields) {
    if (!field.words.primary_key.known()) continue;
    diagnostics
        .error(codes::two_primary_keys, field.words.primary_key,
               quote(built.entity.name) + " has two primary keys", "leave one of them out")
        .notes.push_back({"the other one", words.span});
    return;
  }
  if (!check_fields(built, words.fields, diagnostics)) return;
  for (const Name& name : words.fields) {
    const FieldDraft& field = *built.find(name.value);
    if (!field.field.path.empty())
      diagnostics.error(
          codes::unfit_primary_key, name.span,
          quote(field.field.path) + " is a part of a value object, which updates change as a whole",
          "make the key of fields of the entity");
    check_key_field(built, field, name.span, diagnostics);
    if (field.drafted->initializer && !field.words.references)
      diagnostics.error(codes::default_not_allowed, field.drafted->initializer->span,
                        "a primary key has no default", "leave the default out");
  }
  built.entity.primary_key = names_of(built, words.fields);
  take_key_name(built, words.name, diagnostics);
}

void add_unique(EntityDraft& built, UniqueKey key, const base::Span& span,
                Diagnostics& diagnostics) {
  const auto same = [&](const UniqueKey& other) { return other.fields == key.fields; };
  const std::vector<UniqueKey>& known = built.entity.unique_keys;
  if (std::any_of(known.begin(), known.end(), same) || key.fields == built.entity.primary_key) {
    diagnostics.error(codes::duplicate_key, span,
                      quote(base::join(key.fields, ", ")) + " is unique already",
                      "leave this one out");
    return;
  }
  const std::string finder = "find_by_" + base::join(key.fields, "_and_");
  for (const UniqueKey& other : known) {
    if ("find_by_" + base::join(other.fields, "_and_") != finder) continue;
    diagnostics.error(
        codes::duplicate_key, span,
        "two keys of " + quote(built.entity.name) + " would be found by " + quote(finder),
        "give one of the fields another name, and its old one with column(\"…\")");
    return;
  }
  built.entity.unique_keys.push_back(std::move(key));
}

// What PostgreSQL's access methods cannot do (pg_indexam_has_property on 15); those of extensions
// are the database's to judge.
bool check_method(const IndexWords& words, Diagnostics& diagnostics) {
  const std::string& method = words.method.value;
  if (!words.method.span.known() || method == "btree") return true;
  const auto refuse = [&](const base::Span& span, const std::string& what,
                          const std::string& hint) {
    diagnostics.error(codes::index_impossible, span, what, hint);
    return false;
  };
  if (!base::is_identifier(method) || base::to_lower(method) != method)
    return refuse(words.method.span, quote(method) + " is no access method of PostgreSQL",
                  "write one of btree, hash, gin, gist, spgist, brin, or one of an extension");
  const std::string none = "an index of the method " + quote(method) + " ";
  if (words.unique.known())
    return refuse(words.unique, none + "cannot be unique", "leave 'unique' or 'using' out");
  if (words.nulls_first.known())
    return refuse(words.nulls_first, none + "has no order", "leave 'nulls_first' or 'using' out");
  if (words.nulls_last.known())
    return refuse(words.nulls_last, none + "has no order", "leave 'nulls_last' or 'using' out");
  for (const PartWords& part : words.parts)
    if (part.descending)
      return refuse(part.name.span, none + "has no order", "leave 'desc' or 'using' out");
  const bool is_single = method == "hash" || method == "spgist";
  if (is_single && words.parts.size() > 1)
    return refuse(words.parts[1].name.span, none + "has one part",
                  "leave the others or 'using' out");
  const bool can_include = method != "hash" && method != "gin" && method != "brin";
  if (!can_include && !words.include.empty())
    return refuse(words.include[0].span, none + "includes no other fields",
                  "leave 'include' or 'using' out");
  return true;
}

// Fields of the parts and included ones, and all SQL.
bool check_parts(const EntityDraft& built, const IndexWords& words, Diagnostics& diagnostics) {
  std::vector<Name> fields;
  bool good = true;
  for (const PartWords& part : words.parts) {
    if (part.is_sql)
      good = check_sql_expression(part.name, "an index", diagnostics) && good;
    else
      fields.push_back(part.name);
  }
  fields.insert(fields.end(), words.include.begin(), words.include.end());
  if (words.where.span.known())
    good = check_sql_expression(words.where, "an index", diagnostics) && good;
  if (words.name.span.known()) good = check_sql_name(words.name, "an index", diagnostics) && good;
  for (const PartWords& part : words.parts) {
    const bool has_own_order = words.method.span.known() && words.method.value != "btree";
    if (!part.is_sql && !has_own_order)
      good = check_ordered(built, part.name, "it", diagnostics) && good;
  }
  return check_fields(built, fields, diagnostics) && good;
}

void add_index(EntityDraft& built, const IndexWords& words, Diagnostics& diagnostics) {
  if (!check_parts(built, words, diagnostics) || !check_method(words, diagnostics)) return;
  Index index{{}, words.unique.known(), words.name.value};
  index.where = words.where.value;
  if (words.method.value != "btree") index.method = words.method.value;
  index.include = names_of(built, words.include);
  index.nulls_first = words.nulls_first.known();
  index.nulls_last = words.nulls_last.known();
  for (const PartWords& part : words.parts)
    index.parts.push_back({part.is_sql ? "" : built.find(part.name.value)->field.name,
                           part.descending, part.is_sql ? part.name.value : ""});
  for (const Index& other : built.entity.indexes) {
    if (other.parts != index.parts || other.where != index.where || other.method != index.method ||
        other.nulls_first != index.nulls_first || other.nulls_last != index.nulls_last)
      continue;
    diagnostics.error(codes::duplicate_key, words.span,
                      "there is an index over these fields already", "leave this one out");
    return;
  }
  built.entity.indexes.push_back(std::move(index));
}

}  // namespace

std::vector<std::string> names_of(const EntityDraft& built, const std::vector<Name>& fields) {
  std::vector<std::string> names;
  names.reserve(fields.size());
  for (const Name& field : fields) names.push_back(built.find(field.value)->field.name);
  return names;
}

bool check_fields(const EntityDraft& built, const std::vector<Name>& fields,
                  Diagnostics& diagnostics) {
  bool good = true;
  std::set<std::string> seen;
  for (const Name& name : fields) {
    const FieldDraft* field = built.find(name.value);
    if (field == nullptr && built.find_object(name.value) != nullptr) {
      diagnostics.error(codes::unknown_field, name.span,
                        quote(name.value) + " is a value object and no column",
                        base::known_hint("", built.field_names(), "fields"));
      good = false;
    } else if (field == nullptr && built.is_incomplete) {
      good = false;
    } else if (field == nullptr) {
      diagnostics.error(codes::unknown_field, name.span,
                        quote(built.entity.name) + " has no field " + quote(name.value),
                        base::known_hint(name.value, built.field_names(), "its fields"));
      good = false;
    } else if (!seen.insert(field->field.name).second) {
      diagnostics.error(codes::repeated_field, name.span,
                        quote(name.value) + " stands twice in one key", "name it once");
      good = false;
    }
  }
  return good;
}

void build_keys(EntityDraft& built, Diagnostics& diagnostics) {
  build_primary_key(built, diagnostics);
  for (const FieldDraft& field : built.fields) {
    const std::string& name = field.field.name;
    if (field.words.unique.known() &&
        check_ordered(built, {name, field.words.unique}, "'unique'", diagnostics))
      add_unique(built, {{name}, ""}, field.words.unique, diagnostics);
    if (field.words.index.known() &&
        check_ordered(built, {name, field.words.index}, "'index'", diagnostics))
      built.entity.indexes.push_back({{{name, false}}, false, ""});
  }
  for (const KeyWords& words : built.words.unique_keys) {
    const bool named = !words.name.span.known() || check_sql_name(words.name, "a key", diagnostics);
    bool good = check_fields(built, words.fields, diagnostics) && named;
    for (const Name& field : words.fields)
      good = check_ordered(built, field, "it", diagnostics) && good;
    if (good)
      add_unique(built, {names_of(built, words.fields), words.name.value}, words.span, diagnostics);
  }
  for (const IndexWords& words : built.words.indexes) add_index(built, words, diagnostics);
}

}  // namespace tenon::model
