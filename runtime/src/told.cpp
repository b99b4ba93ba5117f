#include "told.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/table.hpp>

#include "composer.hpp"

namespace tenon::detail {

namespace {

/// A constraint that an error may be of: of a table itself, or of a foreign key that looks at it.
struct Suspect {
  const Table* table;
  const Constraint* own;
  const Referrer* referrer;  ///< when it is not `own`
};

enum class Verb : std::uint8_t { insert, update, erase, other };

Verb verb_of(std::string_view sql) {
  const std::size_t begin = sql.find_first_not_of(" \n\t\r");
  if (begin == std::string_view::npos) return Verb::other;
  std::string word;
  for (const char c : sql.substr(begin, 6))
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word == "insert") return Verb::insert;
  if (word == "update") return Verb::update;
  return word == "delete" ? Verb::erase : Verb::other;
}

/// Calls `each` with every name of "address.city, name".
template <class Each>
void for_each_name(std::string_view names, Each each) {
  while (!names.empty()) {
    const std::size_t comma = names.find(", ");
    each(names.substr(0, comma));
    names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 2);
  }
}

const FieldName* find_name(const Table& table, std::string_view text,
                           const char* FieldName::*part) {
  for (const FieldName& name : table.model.names)
    if (text == name.*part) return &name;
  return nullptr;
}

std::string_view field_of(const Table& table, std::string_view column) {
  const FieldName* const name = find_name(table, column, &FieldName::column);
  return name != nullptr ? std::string_view{name->field} : column;
}

std::string_view column_of(const Table& table, std::string_view field) {
  const FieldName* const name = find_name(table, field, &FieldName::field);
  return name != nullptr ? std::string_view{name->column} : field;
}

std::string_view json_of(const Table& table, std::string_view field) {
  const FieldName* const name = find_name(table, field, &FieldName::field);
  return name != nullptr ? std::string_view{name->in_json} : field;
}

/// "app.users" of `"app.users"`.
std::string unquoted(std::string_view name) {
  std::string text;
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    text += name[i];
    if (name[i] == '"') ++i;
  }
  return text;
}

/// Whether the error is of this table. PostgreSQL tells the schema of every table, also of one that
/// the model has without.
bool is_of(const Error& error, const Table& table) {
  if (error.schema().empty()) return quoted(error.table()) == table.sqlite_name;
  const std::string name = quoted(error.table());
  return table.name == name || table.name == quoted(error.schema()) + "." + name;
}

bool is_of(const Error& error, const Referrer& referrer) {
  const std::string_view schema = referrer.schema;
  return error.table() == referrer.table && (schema.empty() || error.schema() == schema);
}

void add_fields(Error& error, const Table& table, std::string_view fields) {
  for_each_name(fields,
                [&](std::string_view field) { error.add_field(field, json_of(table, field)); });
}

void complete(Error& error, const Suspect& suspect) {
  if (suspect.referrer != nullptr) {
    const Referrer& key = *suspect.referrer;
    error.set_entity(key.entity);
    if (error.constraint().empty())
      error.set_constraint(error.constraint_kind(), key.name, key.table);
    error.set_still_referenced(true);
    for_each_name(key.fields, [&](std::string_view field) { error.add_field(field, ""); });
    return;
  }
  const Table& table = *suspect.table;
  error.set_entity(table.model.entity);
  const std::string own = error.table().empty() ? unquoted(table.sqlite_name) : error.table();
  error.set_constraint(error.constraint_kind(), suspect.own->name, own);
  add_fields(error, table, suspect.own->fields);
}

/// One whose name the database told.
std::optional<Suspect> named(const Error& error, const Table& table) {
  const bool is_own = error.table().empty() || is_of(error, table);
  for (const Constraint& one : table.model.constraints)
    if (is_own && one.name == error.constraint() && one.kind == error.constraint_kind())
      return Suspect{&table, &one, nullptr};
  return std::nullopt;
}

std::optional<Suspect> named_referrer(const Error& error, const Table& table) {
  for (const Referrer& one : table.model.referrers)
    if (one.name == error.constraint() && is_of(error, one)) return Suspect{&table, nullptr, &one};
  return std::nullopt;
}

/// The fields of the columns that the database told, and the one constraint that is about them.
void complete_by_columns(Error& error, const Table& table) {
  if (error.columns().empty() || !is_of(error, table)) return;
  error.set_entity(table.model.entity);
  std::string fields;
  for (const std::string& column : error.columns()) {
    const std::string_view field = field_of(table, column);
    error.add_field(field, json_of(table, field));
    (fields += fields.empty() ? "" : ", ") += field;
  }
  if (!error.constraint().empty()) return;
  const auto is_it = [&](const Constraint& one) {
    return one.kind == error.constraint_kind() && one.fields == fields;
  };
  const std::span<const Constraint> all = table.model.constraints;
  if (std::count_if(all.begin(), all.end(), is_it) != 1) return;
  error.set_constraint(error.constraint_kind(), std::find_if(all.begin(), all.end(), is_it)->name,
                       error.table());
}

bool is_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether the name stands there as a whole word, in quotes or without.
bool has_word(std::string_view sql, std::string_view name) {
  for (std::size_t at = sql.find(name); at != std::string_view::npos; at = sql.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_of_word(sql[at - 1]);
    if (begins && (end == sql.size() || !is_of_word(sql[end]))) return true;
  }
  return false;
}

/// What an UPDATE may set: what it reads and gives back stands behind.
std::string_view sets_of(std::string_view sql) {
  return sql.substr(0, std::min(sql.find("\nwhere "), sql.find("\nreturning ")));
}

bool sets_any(std::string_view sql, const Table& table, std::string_view fields) {
  bool found = false;
  for_each_name(fields, [&](std::string_view field) {
    found = found || has_word(sets_of(sql), column_of(table, field));
  });
  return found;
}

bool sets_key(std::string_view sql, const Table& table) {
  return std::any_of(table.key, table.key + table.key_size,
                     [&](const ColumnInfo& column) { return has_word(sets_of(sql), column.name); });
}

/// The foreign keys that a statement may have broken, as SQLite, which tells none, looks at them.
std::vector<Suspect> suspects(const Table& table, std::string_view sql) {
  const Verb verb = verb_of(sql);
  const bool is_upsert = sql.find("\ndo update set ") != std::string_view::npos;
  const bool changes = is_upsert || verb == Verb::update;
  const bool changes_key = verb == Verb::update && sets_key(sql, table);
  std::vector<Suspect> found;
  for (const Constraint& one : table.model.constraints) {
    if (one.kind != ConstraintKind::foreign_key || one.is_deferred || verb == Verb::erase) continue;
    if (verb == Verb::update && !sets_any(sql, table, one.fields)) continue;
    found.push_back({&table, &one, nullptr});
  }
  for (const Referrer& one : table.model.referrers) {
    const bool is_changed = changes && (!one.is_by_key || changes_key);
    const bool is_looked_at = is_changed || verb == Verb::erase || verb == Verb::other;
    if (is_looked_at && !one.is_deferred) found.push_back({&table, nullptr, &one});
  }
  return found;
}

std::string_view name_of(const Suspect& one) {
  return one.own != nullptr ? one.own->name : one.referrer->name;
}

std::string_view entity_of(const Suspect& one) {
  return one.own != nullptr ? one.table->model.entity : one.referrer->entity;
}

/// The deferred ones that a transaction may have left broken; each once, whichever of its ends was
/// written.
std::vector<Suspect> late_suspects(std::span<const Table* const> written) {
  std::vector<Suspect> found;
  const auto add = [&](const Suspect& one) {
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const Suspect& other) {
      return name_of(one) == name_of(other) && entity_of(one) == entity_of(other);
    });
    if (!is_known) found.push_back(one);
  };
  for (const Table* const table : written)
    for (const Constraint& one : table->model.constraints)
      if (one.kind == ConstraintKind::foreign_key && one.is_deferred) add({table, &one, nullptr});
  for (const Table* const table : written)
    for (const Referrer& one : table->model.referrers)
      if (one.is_deferred) add({table, nullptr, &one});
  return found;
}

/// What a statement may make of the texts that it is given: too long, no date, no number, no
/// regular expression, no pattern, no limit (PostgreSQL manual, appendix A).
bool is_of_given_text(std::string_view sqlstate) {
  for (const std::string_view state :
       {"22001", "22007", "22008", "22018", "22021", "22023", "22025", "22P02", "22P05", "2201B",
        "2201W", "2201X", "54000"})
    if (sqlstate == state) return true;
  return false;
}

/// A value that the server refused, or could not make. Of which column it does not say.
void tell_refused(Error& error, const Table* written, bool has_params) {
  const Verb verb = verb_of(error.statement());
  const bool is_of_model = written != nullptr && verb != Verb::erase;
  if (is_of_model) error.set_entity(written->model.entity);
  if (error.parameter() > 0) return;
  // Numbers are computed, or go into a column that is too narrow for them.
  const bool is_assigned =
      error.sqlstate() == "22003" && (verb == Verb::insert || verb == Verb::update);
  const bool is_given = is_of_model || is_assigned || is_of_given_text(error.sqlstate());
  const bool is_drained = error.sqlstate() == "2200H";  // a sequence has no number left
  error.set_stored(is_drained || !has_params || !is_given);
}

bool is_untold(const Error& error) {
  return error.constraint_kind() == ConstraintKind::foreign_key && error.constraint().empty();
}

}  // namespace

void tell_by_model(Error& error, const SqlText& sql, bool has_params) {
  // What the runtime refused itself has no state, and says all there is to say.
  if (error.kind() == ErrorKind::bad_value && !error.sqlstate().empty())
    return tell_refused(error, sql.table, has_params);
  if (error.kind() != ErrorKind::constraint_violated || sql.table == nullptr) return;
  const Table& table = *sql.table;
  if (is_untold(error)) {
    const std::vector<Suspect> found = suspects(table, sql.text);
    if (found.size() == 1) {
      complete(error, found.front());
    } else if (!found.empty() && verb_of(sql.text) == Verb::erase) {
      error.set_still_referenced(true);  // which of them it is nobody says
    }
    return;
  }
  // Of a key between rows of one table, only what the statement does tells which row is wrong.
  const bool is_erasing = verb_of(sql.text) == Verb::erase;
  std::optional<Suspect> found;
  if (is_erasing) found = named_referrer(error, table);
  if (!found) found = named(error, table);
  if (!found) found = named_referrer(error, table);
  if (found)
    complete(error, *found);
  else
    complete_by_columns(error, table);
}

void tell_by_model(Error& error, std::span<const Table* const> written) {
  if (error.kind() != ErrorKind::constraint_violated) return;
  if (is_untold(error)) {
    const std::vector<Suspect> found = late_suspects(written);
    if (found.size() == 1) complete(error, found.front());
    return;
  }
  for (auto* const look : {&named, &named_referrer})
    for (const Table* const table : written)
      if (const std::optional<Suspect> found = look(error, *table)) return complete(error, *found);
}

}  // namespace tenon::detail
