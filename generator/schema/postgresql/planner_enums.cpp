// Enum types: made, changed and dropped. A type grows and its values are renamed in place; for
// anything else there is no ALTER TYPE, and a new one takes the place of the old.
#include <utility>

#include "schema/dependency.hpp"
#include "schema/enum_change.hpp"
#include "schema/postgresql/planner.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {

void Planner::operator()(const CreateEnum& o) {
  const std::string key = "enum " + spelling_.name(o.type.schema, o.type.name);
  create_schema(key, o.type.schema);
  builder_.add(key, spelling_.create_enum(o.type));
  state_.enums.push_back(o.type);
}

void Planner::operator()(const MoveEnum& o) {
  const std::string key = "enum " + spelling_.name(o.to.schema, o.to.name);
  const std::string alter = "alter type " + spelling_.name(o.from.schema, o.from.name);
  create_schema(key, o.to.schema);
  const std::string& schema = o.to.schema.empty() ? spelling_.default_schema() : o.to.schema;
  std::string comment = "columns and their values stay as they are";
  const auto add = [&](const std::string& alter, const std::string& action) {
    builder_.add(key, alter + "\n  " + action, std::exchange(comment, {}));
  };
  const std::string set_schema = "set schema " + quote_name(schema);
  const std::string rename = "rename to " + quote_name(o.to.name);
  if (o.from.schema == o.to.schema) {
    add(alter, rename);
  } else if (o.from.name == o.to.name) {
    add(alter, set_schema);
  } else if (is_type(o.to.schema, o.from.name)) {
    add(alter, rename);
    add("alter type " + spelling_.name(o.from.schema, o.to.name), set_schema);
  } else {
    add(alter, set_schema);
    add("alter type " + spelling_.name(o.to.schema, o.from.name), rename);
  }
  state_.enums.push_back(o.to);
  enums_.move(o.from, o.to);
}

/// Or a table, which has a type of its name.
bool Planner::is_type(const std::string& schema, const std::string& name) const {
  return state_.find_enum(schema, name) != nullptr || state_.find(schema, name) != nullptr;
}

void Planner::operator()(const DropEnum& o) {
  builder_.add("enum", "drop type " + spelling_.name(o.type.schema, o.type.name));
}

void Planner::operator()(const AlterEnum& o) {
  const EnumChange change = enum_change(o.from, o.to, o.renames);
  const std::string name = spelling_.name(o.to.schema, o.to.name);
  if (!change.needs_new_type) builder_.end_transaction();
  for (const RenamedValue& value : o.renames) {
    builder_.add(name, "alter type " + name + " rename value " + quote_text(value.from) + " to " +
                           quote_text(value.to));
  }
  if (change.needs_new_type) {
    replace_enum(o);
  } else {
    add_enum_values(name, change);
    builder_.end_transaction();
  }
}

/// A value cannot be used in the transaction that added it (PostgreSQL manual, ALTER TYPE).
void Planner::add_enum_values(const std::string& name, const EnumChange& change) {
  std::string comment = "in a transaction of its own: nothing can use the value before it ends";
  for (const EnumChange::Addition& addition : change.additions) {
    const std::string place =
        addition.neighbour.empty()
            ? std::string{}
            : (addition.is_behind ? " after " : " before ") + quote_text(addition.neighbour);
    builder_.add(name, "alter type " + name + " add value " + quote_text(addition.value) + place,
                 std::exchange(comment, {}));
  }
}

/// One transaction for all tables of the type: columns that are compared stay of one type.
void Planner::replace_enum(const AlterEnum& o) {
  const std::string name = spelling_.name(o.to.schema, o.to.name);
  const std::string old_name = "__tenon_old_" + o.to.name.substr(0, 40);
  builder_.add(name, "alter type " + name + " rename to " + quote_name(old_name),
               "a type keeps its values and their order: a new one takes its place");
  builder_.add(name, spelling_.create_enum(o.to));
  for (const EnumColumns::Use& use : enums_.uses({o.to.schema, o.to.name})) {
    const std::string column = "alter column " + quote_name(use.column);
    const bool has_text = use.initial && use.initial->kind == Default::Kind::text;
    const bool keeps = use.initial && (!has_text || contains(o.to.values, use.initial->text));
    std::string actions;
    if (use.initial) actions += column + " drop default,\n  ";
    const std::string list = use.definition.type.is_list ? "[]" : "";
    actions += column + " type " + name + list + " using " + quote_name(use.column) + "::text" +
               list + "::" + name + list;
    if (keeps) actions += ",\n  " + column + " set default " + Spelling::initial(use.definition);
    builder_.add(name, "alter table " + spelling_.name(use.table) + "\n  " + actions,
                 "writes the whole table anew under an exclusive lock");
  }
  builder_.add(name, "drop type " + spelling_.name(o.to.schema, old_name));
}

/// Defaults that had to wait until their value was there.
void Planner::set_waiting_defaults(const AlterEnum& o,
                                   const std::vector<std::string>& values_before) {
  for (const EnumColumns::Use& use : enums_.uses({o.to.schema, o.to.name})) {
    if (!use.initial || use.initial->kind != Default::Kind::text) continue;
    const std::string& text = use.initial->text;
    if (contains(values_before, text) || !contains(o.to.values, text)) continue;
    alter(use.table, "alter column " + quote_name(use.column) + " set default " + quote_text(text));
  }
}

}  // namespace tenon::schema::postgresql
