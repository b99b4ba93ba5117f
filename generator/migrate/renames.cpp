#include "migrate/renames.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "schema/operation.hpp"

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
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  Declarer(const Pairs& renames, Schema& before, Schema& wanted)
      : before_(before), wanted_(wanted) {
    for (const auto& [from, to] : renames) {
      from_names_.push_back(from);
      to_names_.push_back(to);
    }
  }

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
                                  [&](const Table& each) { return is_called(each, from); });
    if (old == before_.tables.end()) return false;
    if (wanted_.find(old->schema, old->name) != nullptr && !is_table_renamed(to_names_, *old)) {
      missing_ = "table '" + from + "' is not gone";
      return false;
    }
    const auto is_it = [&](const Table& each) {
      const bool is_named = is_called(each, to) || (each.schema == old->schema && each.name == to);
      const Table* const other = before_.find(each.schema, each.name);
      return is_named && (other == nullptr || is_table_renamed(from_names_, *other));
    };
    const auto now = std::find_if(wanted_.tables.begin(), wanted_.tables.end(), is_it);
    if (now == wanted_.tables.end()) {
      const bool is_whole = to.find('.') != std::string::npos;
      missing_ = "no table that is new is called '" +
                 (is_whole ? to : schema::display_name(old->schema, to)) + "'";
      return false;
    }
    now->was = schema::old_name({old->schema, old->name}, {now->schema, now->name});
    if (Table* const same = before_.find(now->schema, now->name)) same->formerly.clear();
    return true;
  }

 private:
  static bool is_called(const Table& table, const std::string& name) {
    return schema::is_called({table.schema, table.name}, name);
  }
  /// Whether another rename is from, or to, the table of this name.
  static bool is_table_renamed(const std::vector<std::string>& names, const Table& table) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return is_called(table, name) || name == table.name;
    });
  }
  /// Whether the model gives the name to another table than the one that had it.
  bool is_given_up(const Table& table) const {
    return std::any_of(wanted_.tables.begin(), wanted_.tables.end(), [&](const Table& other) {
      return is_called(table, other.was) ||
             (other.schema == table.schema && other.was == table.name);
    });
  }
  Table* old_of(const Table& table) {
    Table* const same = before_.find(table.schema, table.name);
    if (table.was.empty() || (same != nullptr && !is_given_up(table))) return same;
    Table* old = before_.find(table.schema, table.was);
    const auto called = std::find_if(before_.tables.begin(), before_.tables.end(),
                                     [&](const Table& each) { return is_called(each, table.was); });
    if (old == nullptr && called != before_.tables.end()) old = &*called;
    if (old == nullptr || same == nullptr) return old == nullptr ? same : old;
    const std::vector<std::string>& former = same->formerly;
    const bool is_done = has(former, schema::full_name({old->schema, old->name}));
    return is_done ? same : old;
  }
  /// What `name` has behind the table's name, its old or its new one.
  static std::optional<std::string> inside_table(const std::string& name, const Table& table,
                                                 const Table& old) {
    const std::optional<std::string> part = inside(name, name_of(table));
    return part ? part : inside(name, name_of(old));
  }

  /// The column that one of the names, of old ones or of new ones, stands for.
  static bool is_column_renamed(const std::vector<std::string>& names, const Table& table,
                                const Table& old, const std::string& column) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return inside_table(name, table, old).value_or(name) == column;
    });
  }

  bool column(const std::string& from, const std::string& to) {
    for (Table& table : wanted_.tables) {
      Table* const old = old_of(table);
      const std::optional<std::string> gone =
          old == nullptr ? std::nullopt : inside_table(from, table, *old);
      if (!gone || old->find(*gone) == nullptr) continue;
      if (table.find(*gone) != nullptr && !is_column_renamed(to_names_, table, *old, *gone)) {
        missing_ = "column '" + from + "' is not gone";
        continue;
      }
      const std::string name = inside_table(to, table, *old).value_or(to);
      Column* const now = table.find(name);
      Column* const same = old->find(name);
      if (now == nullptr ||
          (same != nullptr && !is_column_renamed(from_names_, table, *old, name))) {
        missing_ = "no column that is new is called '" + name_of(table) + "." + name + "'";
        continue;
      }
      now->was = *gone;
      if (same != nullptr) same->formerly.clear();
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

  Schema& before_;
  Schema& wanted_;
  std::vector<std::string> from_names_;
  std::vector<std::string> to_names_;
  std::string missing_;
};

}  // namespace

void declare_renames(const std::vector<std::string>& renames, Schema& before, Schema& wanted,
                     base::Diagnostics& diagnostics) {
  Declarer::Pairs pairs;
  for (const std::string& rename : renames) {
    const std::size_t colon = rename.rfind(':');
    pairs.emplace_back();
    if (colon != std::string::npos)
      pairs.back() = {rename.substr(0, colon), rename.substr(colon + 1)};
  }
  Declarer declarer{pairs, before, wanted};
  for (const auto& [from, to] : pairs) declarer.table(from, to);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& [from, to] = pairs[i];
    const bool is_whole = !from.empty() && !to.empty();
    const std::string why = is_whole ? declarer.declare(from, to) : "a name is missing";
    if (why.empty()) continue;
    diagnostics.error("unknown-rename", {}, "`--rename " + renames[i] + "`: " + why,
                      "say users:people for a table, users.bio:about for a column, "
                      "users.role.staff:member for the value of a column's enum and "
                      "role.staff:member for one of a native enum");
  }
}

}  // namespace tenon::migrate
