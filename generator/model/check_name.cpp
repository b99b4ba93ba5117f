#include <algorithm>
#include <array>
#include <map>
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

// SQLite compares the names of tables and columns without regard to letter case (ASCII), so two
// that differ only in it are one.
std::string folded(std::string_view name) { return base::to_lower(name); }

// What is gone became one thing: two that say they were it would both be renamed from it.
template <class Key>
void check_one_heir(std::map<Key, base::Span>& gone, const Key& key, const Name& was,
                    const std::string& what, Diagnostics& diagnostics) {
  const auto [first, fresh] = gone.emplace(key, was.span);
  if (fresh) return;
  diagnostics
      .error(codes::duplicate_old_name, was.span,
             "the old name " + quote(was.value) + " is that of another " + what + " too",
             "leave one of the two out: a " + what + " is renamed once")
      .notes.push_back({"the other one", first->second});
}

/// What to do about an old name that something has.
std::string advice(bool is_own, const std::string& what) {
  if (is_own) return "'was' is for another name: leave it out";
  return "'was' is for a name that is given up: leave it out, or say at the other " + what +
         " what that one was; if that one is new, rename this one in a revision before it comes";
}

/// Whether the column of this name had another one itself.
bool gives_up(const std::vector<FieldDraft>& fields, const std::string& column) {
  return std::any_of(fields.begin(), fields.end(), [&](const FieldDraft& field) {
    const std::string was = folded(field.field.was);
    return folded(field.field.column) == column && !was.empty() && was != column;
  });
}

void check_columns(const EntityDraft& built, Diagnostics& diagnostics) {
  // Columns that every table of PostgreSQL has (system columns, documentation 5.5).
  constexpr std::array<std::string_view, 6> system_columns = {"tableoid", "xmin", "cmin",
                                                              "xmax",     "cmax", "ctid"};
  std::map<std::string, base::Span> seen;
  for (const FieldDraft& field : built.fields) {
    const base::Span span = field.words.column ? field.words.column->span : field.field.span;
    const auto [first, fresh] = seen.emplace(folded(field.field.column), span);
    if (!fresh)
      diagnostics
          .error(codes::duplicate_column, span,
                 quote(built.entity.name) + " has two fields on the column " +
                     quote(field.field.column),
                 "give one of them another column with 'column'")
          .notes.push_back({"the other one", first->second});
    for (const std::string_view name : system_columns)
      if (field.field.column == name)
        diagnostics.error(codes::bad_name, span,
                          quote(name) + " is a system column of every PostgreSQL table",
                          "choose another name with 'column'");
  }
  std::map<std::string, base::Span> gone;
  for (const FieldDraft& field : built.fields) {
    if (field.field.was.empty()) continue;
    const std::string was = folded(field.field.was);
    check_one_heir(gone, was, *field.words.was, "column", diagnostics);
    const bool is_own = was == folded(field.field.column);
    if (is_own && field.field.was != field.field.column) continue;  // in another letter case
    const auto other = seen.find(was);
    if (other == seen.end() || gives_up(built.fields, was)) continue;
    diagnostics
        .error(codes::old_name_in_use, field.words.was->span,
               "the old name " + quote(field.field.was) + " is a column's present name",
               advice(is_own, "column"))
        .notes.push_back({"this one", other->second});
  }
}

// Those of the server itself (manual, 5.9.5 and 37), and the one in which models are compared with
// a live database.
void check_schema(const Name& schema, Diagnostics& diagnostics) {
  if (!check_sql_name(schema, "a schema", diagnostics)) return;
  const bool is_servers =
      base::starts_with(schema.value, "pg_") || schema.value == "information_schema";
  if (!is_servers && !base::starts_with(schema.value, "tenon_scratch")) return;
  diagnostics.error(codes::bad_name, schema.span,
                    is_servers
                        ? "PostgreSQL keeps the schema " + quote(schema.value) + " for itself"
                        : "Tenon makes and drops schemas named " + quote(schema.value),
                    "give the schema another name");
}

/// A table's schema and name.
using TableKey = std::pair<std::string, std::string>;

TableKey present_table(const EntityDraft& one) {
  return {one.entity.schema, folded(one.words.table->value)};
}

/// What `was` means: `p` is of the table's own schema, or, where that is the table itself, of the
/// default one; with a schema in front it is that one's, `public` being the default.
TableKey old_table(const EntityDraft& one) {
  const std::string was = folded(one.words.was->value);
  const std::size_t point = was.find('.');
  if (point != std::string::npos) {
    const std::string schema = one.words.was->value.substr(0, point);
    return {schema == "public" ? "" : schema, was.substr(point + 1)};
  }
  const bool is_own = one.words.table && one.words.was->value == one.words.table->value;
  return {is_own ? "" : one.entity.schema, was};
}

void check_tables(const std::vector<EntityDraft>& entities, Diagnostics& diagnostics) {
  std::map<TableKey, base::Span> seen;
  for (const EntityDraft& one : entities) {
    if (!one.words.table) continue;
    const Name& table = *one.words.table;
    if (one.words.schema.span.known()) check_schema(one.words.schema, diagnostics);
    if (!check_sql_name(table, "a table", diagnostics)) continue;
    if (base::starts_with(folded(table.value), "sqlite_"))
      diagnostics.error(codes::bad_name, table.span,
                        "SQLite keeps table names that begin with 'sqlite_' for itself",
                        "give the table another name");
    if (folded(table.value) == "tenon_history")
      diagnostics.error(codes::bad_name, table.span,
                        "the migrations keep their history in the table 'tenon_history'",
                        "give the table another name");
    const auto [first, fresh] =
        seen.emplace(std::pair{one.entity.schema, folded(table.value)}, table.span);
    if (!fresh)
      diagnostics
          .error(codes::duplicate_table, table.span,
                 "two entities are in the table " + quote(table.value),
                 "give one of them another table, or another schema")
          .notes.push_back({"the other one", first->second});
  }
  std::map<TableKey, base::Span> gone;
  std::set<TableKey> given_up;
  for (const EntityDraft& one : entities) {
    if (one.words.was && one.words.table && old_table(one) != present_table(one))
      given_up.insert(present_table(one));
  }
  for (const EntityDraft& one : entities) {
    if (!one.words.was || !check_sql_name(*one.words.was, "a table", diagnostics)) continue;
    const TableKey was = old_table(one);
    check_one_heir(gone, was, *one.words.was, "table", diagnostics);
    const bool is_own = one.words.table && was == present_table(one);
    if (is_own && !base::ends_with(one.words.was->value, one.words.table->value)) continue;
    const auto other = seen.find(was);
    if (other == seen.end() || given_up.count(was) != 0) continue;
    diagnostics
        .error(codes::old_name_in_use, one.words.was->span,
               "the old name " + quote(one.words.was->value) + " is a table's present name",
               advice(is_own, "table"))
        .notes.push_back({"this one", other->second});
  }
}

// Everything that generated code declares or is kept in, by name.
class Outputs {
 public:
  explicit Outputs(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add_entity(const Entity& entity) {
    constexpr std::array<const char*, 6> parts = {"Table", "Create",     "Update",
                                                  "Read",  "Repository", "Field"};
    add("class", entity.qualified(), entity.name, entity.span);
    for (const char* part : parts)
      add("class", entity.qualified() + part, entity.name, entity.span);
    constexpr std::array<const char*, 5> files = {"_table", "_dto", "_json", "_repository",
                                                  "_field"};
    const std::string stem = base::snake_case(entity.name);
    for (const char* file : files) add("file", stem + file + ".hpp", entity.name, entity.span);
  }

  void add_shape(const Entity& entity, const Shape& shape) {
    add("class", entity.space.empty() ? shape.name : entity.space + "::" + shape.name, shape.name,
        shape.span);
    add("class", (entity.space.empty() ? "" : entity.space + "::") + shape.name + "Reader",
        shape.name, shape.span);
    for (const char* file : {"_shape.hpp", "_reader.hpp"})
      add("file", base::snake_case(shape.name) + file, shape.name, shape.span);
    add("method", entity.qualified() + "Repository::get_" + shape.suffix(entity.name), shape.name,
        shape.span);
  }

  void add_type(const std::string& qualified, const std::string& name, const base::Span& span) {
    add("class", qualified, name, span);
  }

  void add_header(const std::string& header, const std::string& name, const base::Span& span) {
    add("file", header, name, span);
  }

  // A user's own type beside the models keeps its name.
  void check_free(const Scope& scope) {
    for (const auto& [key, owner] : known_) {
      const auto other = scope.others.find(key.second);
      if (key.first != 'c' || other == scope.others.end()) continue;
      diagnostics_
          .error(codes::name_collision, owner.span,
                 quote(owner.name) + " generates the class " + quote(key.second) +
                     ", which is declared already",
                 "give one of them another name")
          .notes.push_back({"the other one", other->second});
    }
  }

 private:
  struct Owner {
    std::string name;
    base::Span span;
  };

  void add(const char* what, const std::string& output, const std::string& owner,
           const base::Span& span) {
    const auto [first, fresh] = known_.emplace(std::pair{what[0], output}, Owner{owner, span});
    if (fresh || first->second.span == span) return;
    diagnostics_
        .error(codes::name_collision, span,
               quote(owner) + " and " + quote(first->second.name) + " both generate the " + what +
                   " " + quote(output),
               "give one of them another name")
        .notes.push_back({"the other one", first->second.span});
  }

  std::map<std::pair<char, std::string>, Owner> known_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_names(const std::vector<EntityDraft>& entities, const Model& model, const Scope& scope,
                 Diagnostics& diagnostics) {
  check_tables(entities, diagnostics);
  Outputs outputs{diagnostics};
  for (const EntityDraft& one : entities) {
    check_columns(one, diagnostics);
    outputs.add_entity(one.entity);
    for (const Shape& shape : one.entity.shapes) outputs.add_shape(one.entity, shape);
    if (one.entity.is_generated)
      outputs.add_header(one.entity.header, one.entity.name, one.entity.span);
  }
  for (const Mixin& mixin : model.mixins) {
    if (!mixin.is_generated) continue;
    outputs.add_type(mixin.qualified(), mixin.name, mixin.span);
    outputs.add_header(mixin.header, mixin.name, mixin.span);
  }
  for (const ValueObject& object : model.objects) {
    outputs.add_type(object.qualified(), object.name, object.span);
    if (object.is_generated) outputs.add_header(object.header, object.name, object.span);
    const std::string stem = base::snake_case(object.name);
    for (const char* file : {"_json.hpp", "_rules.hpp"})
      outputs.add_header(stem + file, object.name, object.span);
  }
  for (const Enum& one : model.enums) {
    outputs.add_type(one.qualified(), one.name, one.span);
    if (one.is_generated) outputs.add_header(one.header, one.name, one.span);
    outputs.add_header(base::snake_case(one.name) + "_text.hpp", one.name, one.span);
  }
  outputs.check_free(scope);
}

}  // namespace tenon::model
