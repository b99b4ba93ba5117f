#include "migrate/renames.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace tenon::migrate {
namespace {

using schema::Column;
using schema::Schema;
using schema::Table;

std::string name_of(const Table& table) { return schema::display_name(table.schema, table.name); }

/// What stands behind `prefix.`; none where the name is of something else.
std::optional<std::string> inside(const std::string& name, const std::string& prefix) {
  if (!base::starts_with(name, prefix + ".")) return std::nullopt;
  return name.substr(prefix.size() + 1);
}

bool has(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

const schema::Check* enum_check(const Table& table, const std::string& column) {
  const auto found =
      std::find_if(table.checks.begin(), table.checks.end(),
                   [&](const schema::Check& check) { return check.column == column; });
  return found == table.checks.end() ? nullptr : &*found;
}

class Declarer {
 public:
  Declarer(const Schema& before, Schema& wanted) : before_(before), wanted_(wanted) {}

  /// Why it cannot be; "" once it is declared.
  std::string declare(const std::string& from, const std::string& to) {
    missing_ = "nothing that is gone is called '" + from + "'";
    const bool is_done =
        table(from, to) || column(from, to) || type_value(from, to) || column_value(from, to);
    return is_done ? std::string{} : missing_;
  }

  /// Tables first: columns may be named with either name of theirs.
  bool table(const std::string& from, const std::string& to) {
    const auto old = std::find_if(before_.tables.begin(), before_.tables.end(),
                                  [&](const Table& each) { return name_of(each) == from; });
    if (old == before_.tables.end()) return false;
    if (wanted_.find(old->schema, old->name) != nullptr) {
      missing_ = "table '" + from + "' is not gone";
      return false;
    }
    const auto is_it = [&](const Table& each) {
      return each.schema == old->schema && (each.name == to || name_of(each) == to) &&
             before_.find(each.schema, each.name) == nullptr;
    };
    const auto now = std::find_if(wanted_.tables.begin(), wanted_.tables.end(), is_it);
    if (now == wanted_.tables.end()) {
      missing_ = "no table that is new is called '" + schema::display_name(old->schema, to) + "'";
      return false;
    }
    now->was = old->name;
    return true;
  }

 private:
  const Table* old_of(const Table& table) const {
    const Table* const same = before_.find(table.schema, table.name);
    return same != nullptr || table.was.empty() ? same : before_.find(table.schema, table.was);
  }
  /// What `name` has behind the table's name, its old or its new one.
  static std::optional<std::string> inside_table(const std::string& name, const Table& table,
                                                 const Table& old) {
    const std::optional<std::string> part = inside(name, name_of(table));
    return part ? part : inside(name, name_of(old));
  }

  bool column(const std::string& from, const std::string& to) {
    for (Table& table : wanted_.tables) {
      const Table* const old = old_of(table);
      const std::optional<std::string> gone =
          old == nullptr ? std::nullopt : inside_table(from, table, *old);
      if (!gone || old->find(*gone) == nullptr) continue;
      if (table.find(*gone) != nullptr) {
        missing_ = "column '" + from + "' is not gone";
        continue;
      }
      const std::string name = inside_table(to, table, *old).value_or(to);
      Column* const now = table.find(name);
      if (now == nullptr || old->find(name) != nullptr) {
        missing_ = "no column that is new is called '" + name_of(table) + "." + name + "'";
        continue;
      }
      now->was = *gone;
      return true;
    }
    return false;
  }

  /// Whether one value went and the other one came.
  bool is_exchange(const std::vector<std::string>& old, const std::vector<std::string>& now,
                   const std::string& from, const std::string& to) {
    if (!has(old, from)) return false;
    if (!has(now, to) || has(old, to)) missing_ = "no value that is new is '" + to + "'";
    if (has(now, from)) missing_ = "the value '" + from + "' is not gone";
    return !has(now, from) && has(now, to) && !has(old, to);
  }

  /// Of all columns of the type, too, for databases without such types.
  bool type_value(const std::string& from, const std::string& to) {
    for (schema::EnumType& type : wanted_.enums) {
      const schema::EnumType* const old = before_.find_enum(type.schema, type.name);
      const std::optional<std::string> gone =
          inside(from, schema::display_name(type.schema, type.name));
      if (old == nullptr || !gone || !is_exchange(old->values, type.values, *gone, to)) continue;
      type.renames.push_back({*gone, to});
      for (Table& table : wanted_.tables) {
        for (schema::Check& check : table.checks) {
          const Column* const owner = table.find(check.column);
          const bool is_of_it = owner != nullptr && owner->type.enum_schema == type.schema &&
                                owner->type.enum_name == type.name;
          if (is_of_it) check.renames.push_back({*gone, to});
        }
      }
      return true;
    }
    return false;
  }

  bool column_value(const std::string& from, const std::string& to) {
    for (Table& table : wanted_.tables) {
      const Table* const old = old_of(table);
      if (old == nullptr) continue;
      for (schema::Check& check : table.checks) {
        const Column* const column = table.find(check.column);
        if (column == nullptr) continue;
        const std::string& was = column->was.empty() ? column->name : column->was;
        const schema::Check* const old_check = enum_check(*old, was);
        std::optional<std::string> gone = inside(from, name_of(table) + "." + column->name);
        if (!gone) gone = inside(from, name_of(*old) + "." + was);
        if (!gone || old_check == nullptr) continue;
        if (!is_exchange(old_check->values, check.values, *gone, to)) continue;
        check.renames.push_back({*gone, to});
        return true;
      }
    }
    return false;
  }

  const Schema& before_;
  Schema& wanted_;
  std::string missing_;
};

}  // namespace

void declare_renames(const std::vector<std::string>& renames, const Schema& before, Schema& wanted,
                     base::Diagnostics& diagnostics) {
  Declarer declarer{before, wanted};
  const auto parts = [](const std::string& rename) {
    const std::size_t colon = rename.rfind(':');
    return colon == std::string::npos
               ? std::pair<std::string, std::string>{}
               : std::pair{rename.substr(0, colon), rename.substr(colon + 1)};
  };
  for (const std::string& rename : renames) {
    const auto [from, to] = parts(rename);
    declarer.table(from, to);
  }
  for (const std::string& rename : renames) {
    const auto [from, to] = parts(rename);
    const bool is_whole = !from.empty() && !to.empty();
    const std::string why = is_whole ? declarer.declare(from, to) : "a name is missing";
    if (why.empty()) continue;
    diagnostics.error("unknown-rename", {}, "`--rename " + rename + "`: " + why,
                      "say users:people for a table, users.bio:about for a column, "
                      "users.role.staff:member for the value of a column's enum and "
                      "role.staff:member for one of a native enum");
  }
}

}  // namespace tenon::migrate
