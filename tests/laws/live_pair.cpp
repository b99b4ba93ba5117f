#include "laws/live_pair.hpp"

#include <algorithm>
#include <set>

#include "schema/dependency.hpp"
#include "schema/diff.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::laws {
namespace {

using namespace schema;
using Kind = ColumnType::Kind;

bool is_integer(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64;
}

/// Whether “value i” of the one type becomes “value i” of the other on both databases.
bool keeps_values(const ColumnType& from, const ColumnType& to) {
  if (from.is_list || to.is_list) return from.is_list == to.is_list && from.kind == to.kind;
  if (from.kind == Kind::decimal && to.kind == Kind::decimal) {
    return schema::sqlite::is_scaled(from) == schema::sqlite::is_scaled(to);
  }
  if (from.kind == to.kind) return true;
  const std::pair<Kind, Kind> pairs[] = {{Kind::text, Kind::enumeration},
                                         {Kind::float64, Kind::float64},
                                         {Kind::date, Kind::timestamp},
                                         {Kind::date, Kind::local_timestamp},
                                         {Kind::timestamp, Kind::local_timestamp}};
  for (const auto& [one, other] : pairs) {
    if ((from.kind == one && to.kind == other) || (from.kind == other && to.kind == one)) {
      return true;
    }
  }
  const auto with_integer = [&](const ColumnType& other) {
    return is_integer(other.kind) || other.kind == Kind::text || other.kind == Kind::float64 ||
           schema::sqlite::is_scaled(other);
  };
  return (is_integer(from.kind) && with_integer(to)) || (is_integer(to.kind) && with_integer(from));
}

bool can_differ(Kind kind) { return kind != Kind::boolean && kind != Kind::bytes; }

std::vector<std::vector<std::string>> keys_of(const Table& table) {
  std::vector<std::vector<std::string>> keys;
  if (table.primary_key) keys.push_back(table.primary_key->columns);
  for (const Unique& unique : table.uniques) keys.push_back(unique.columns);
  for (const Index& index : table.indexes) {
    if (index.unique) keys.push_back(column_names(index));
  }
  return keys;
}

/// One direction of a pair: from the schema with the rows (or without a past) to `now`.
class Judge {
 public:
  Judge(const Schema* before, const Schema& now, const Survivors& kept)
      : before_(before), now_(now), kept_(kept) {}

  bool accepts() const {
    return std::all_of(now_.tables.begin(), now_.tables.end(),
                       [&](const Table& table) { return accepts(table); });
  }

 private:
  const Column* old_column(const Table& table, const std::string& column) const {
    const auto place = kept_.columns.find({{table.schema, table.name}, column});
    if (place == kept_.columns.end()) return nullptr;
    const TableName& old_table = place->second.first;
    return before_->find(old_table.schema, old_table.name)->find(place->second.second);
  }
  bool has_rows(const Table& table) const {
    return !before_ || kept_.tables.count({table.schema, table.name}) != 0;
  }
  /// The column holds value i in row i, or NULL.
  bool follows(const Table& table, const std::string& name) const {
    if (!before_) return true;
    const Column* old = old_column(table, name);
    return old && !(old->nullable && !table.find(name)->nullable);
  }
  /// Null in all rows.
  bool is_empty(const Table& table, const std::string& name) const {
    const Column* column = table.find(name);
    return before_ && !old_column(table, name) && column->nullable && !column->initial;
  }

  /// Now or before: its values are other ones than those of `fill`.
  bool is_computed(const Table& table, const std::string& column) const {
    const Column* old = before_ ? old_column(table, column) : nullptr;
    return !table.find(column)->computed.empty() || (old && !old->computed.empty());
  }
  /// Of a column that has a NULL, or had one.
  bool computes_null(const Table& table, const Column& computed) const {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& source) {
      if (!computes_from(computed, source.name)) return false;
      const Column* old = before_ ? old_column(table, source.name) : nullptr;
      return source.nullable || (old && old->nullable);
    });
  }
  bool uses_computed(const Table& table, const std::vector<std::string>& columns) const {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return is_computed(table, column); });
  }

  bool accepts(const Table& table) const {
    if (!has_rows(table)) return true;
    for (const Column& column : table.columns) {
      const Column* old = before_ ? old_column(table, column.name) : nullptr;
      if (old && !keeps_values(old->type, column.type)) return false;
      if (!column.computed.empty() && !column.nullable && computes_null(table, column))
        return false;
    }
    for (const auto& key : keys_of(table)) {
      if (uses_computed(table, key)) return false;
      const bool differs = std::any_of(key.begin(), key.end(), [&](const std::string& name) {
        const Column* column = table.find(name);
        return is_empty(table, name) || (can_differ(column->type.kind) && follows(table, name)) ||
               (column->identity && before_ && !old_column(table, name));
      });
      if (!differs) return false;
    }
    return std::all_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                       [&](const ForeignKey& key) { return accepts(table, key); });
  }

  bool accepts(const Table& table, const ForeignKey& key) const {
    if (uses_computed(table, key.columns)) return false;
    for (const std::string& column : key.columns) {
      if (is_empty(table, column)) return true;
    }
    const Table& target = *now_.find(key.schema, key.table);
    if (!has_rows(target)) return false;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      if (!follows(table, key.columns[i]) || !follows(target, key.targets[i])) return false;
      if (target.find(key.targets[i])->nullable && !table.find(key.columns[i])->nullable) {
        return false;
      }
      const Column* old = before_ ? old_column(table, key.columns[i]) : nullptr;
      const Column* old_target = before_ ? old_column(target, key.targets[i]) : nullptr;
      if (old && old_target && old_target->nullable && !old->nullable) return false;
    }
    return true;
  }

  const Schema* before_;  ///< nullptr: the rows are written as they should be
  const Schema& now_;
  const Survivors& kept_;
};

/// Says what rows get where a required column comes without a default.
void add_backfills(const Schema& before, Schema& now, const Survivors& kept,
                   tenon::Dialect dialect) {
  for (Table& table : now.tables) {
    for (Column& column : table.columns) {
      const auto place = kept.columns.find({{table.schema, table.name}, column.name});
      bool needed = !column.nullable && !column.initial && !column.identity;
      if (place != kept.columns.end()) {
        const TableName& old_table = place->second.first;
        needed =
            !column.nullable &&
            before.find(old_table.schema, old_table.name)->find(place->second.second)->nullable;
      }
      if (needed && column.computed.empty()) column.backfill = literal(dialect, column.type, 1);
    }
  }
}

/// A schema that rows can be written for, and the same after 1 to `most` mutations that change it.
LivePair changed_pair(RandomSchema& random, std::size_t most) {
  for (;;) {
    LivePair pair;
    pair.a = random.make();
    if (!Judge{nullptr, pair.a, Survivors{}}.accepts()) continue;
    pair.b = pair.a;
    const std::size_t mutations = 1 + random.below(most);
    for (std::size_t n = 0; n < mutations; ++n) random.mutate(pair.b);
    pair.operations = diff(pair.a, pair.b).operations;
    if (!pair.operations.empty()) return pair;
  }
}

}  // namespace

Survivors survivors(const Schema& before, const Operations& operations) {
  Schema state = before;
  Survivors kept;
  for (const Table& table : before.tables) {
    const TableName name{table.schema, table.name};
    kept.tables[name] = name;
    for (const Column& column : table.columns)
      kept.columns[{name, column.name}] = {name, column.name};
  }
  for (const Operation& operation : operations) {
    const TableName name = table_of(operation);
    if (const auto* drop = std::get_if<DropColumn>(&operation)) {
      kept.columns.erase({name, drop->column.name});
    } else if (const auto* rename = std::get_if<RenameColumn>(&operation)) {
      auto place = kept.columns.extract({name, rename->from});
      if (place.empty()) continue;
      place.key().second = rename->to;
      kept.columns.insert(std::move(place));
    } else if (std::holds_alternative<DropTable>(operation) ||
               std::holds_alternative<RenameTable>(operation)) {
      const auto* renamed = std::get_if<RenameTable>(&operation);
      std::map<ColumnPlace, ColumnPlace> columns;
      for (auto& [now, then] : kept.columns) {
        if (now.first != name) {
          columns[now] = then;
        } else if (renamed) {
          columns[{renamed->to, now.second}] = then;
        }
      }
      kept.columns = std::move(columns);
      auto table = kept.tables.extract(name);
      if (renamed && !table.empty()) {
        table.key() = renamed->to;
        kept.tables.insert(std::move(table));
      }
    }
  }
  return kept;
}

LivePair next_live_pair(RandomSchema& random, tenon::Dialect dialect) {
  for (;;) {
    LivePair pair = changed_pair(random, 8);
    const Survivors up = survivors(pair.a, pair.operations);
    const Survivors down = survivors(pair.b, reverse(pair.operations));
    if (!Judge{&pair.a, pair.b, up}.accepts() || !Judge{&pair.b, pair.a, down}.accepts()) continue;
    add_backfills(pair.a, pair.b, up, dialect);
    add_backfills(pair.b, pair.a, down, dialect);
    pair.operations = diff(pair.a, pair.b).operations;
    return pair;
  }
}

// Few changes, so that the hazard that was told is that of the change that failed.
LivePair next_wild_pair(RandomSchema& random) { return changed_pair(random, 2); }

namespace {

/// A list of value i alone, as the database holds it.
std::string list_literal(bool is_sqlite, const ColumnType& type, int i) {
  const std::string digits = std::to_string(i);
  const std::string day = "1970-01-0" + std::to_string(i + 1);
  std::string element = digits;
  switch (type.kind) {
    case Kind::boolean:
      element = i % 2 == 1 ? "true" : "false";
      break;
    case Kind::uuid:
      element = "\"00000000-0000-0000-0000-00000000000" + digits + "\"";
      break;
    case Kind::text:
    case Kind::enumeration:
      element = "\"" + digits + "\"";
      break;
    case Kind::decimal:
      if (type.scale > 0) element += "." + std::string(static_cast<std::size_t>(type.scale), '0');
      element = "\"" + element + "\"";
      break;
    case Kind::date:
      if (!is_sqlite) element = day;
      break;
    case Kind::local_timestamp:
    case Kind::timestamp:
      element = is_sqlite ? digits + "00000000000"
                          : "\"" + day +
                                (type.kind == Kind::timestamp ? " 00:00:00+00\"" : " 00:00:00\"");
      break;
    case Kind::time:
      element = is_sqlite ? digits + "0000000" : "00:00:0" + digits + "0";
      break;
    default:
      break;
  }
  return is_sqlite ? "'[" + element + "]'" : "'{" + element + "}'";
}

}  // namespace

std::string literal(tenon::Dialect dialect, const ColumnType& type, int i) {
  if (type.is_list) return list_literal(dialect == tenon::Dialect::sqlite, type, i);
  const bool is_sqlite = dialect == tenon::Dialect::sqlite;
  const std::string digits = std::to_string(i);
  const std::string day = "1970-01-0" + std::to_string(i + 1);
  switch (type.kind) {
    case Kind::boolean:
      return is_sqlite ? std::to_string(i % 2) : i % 2 == 1 ? "true" : "false";
    case Kind::text:
    case Kind::enumeration:
      return "'" + digits + "'";
    case Kind::uuid:
      return is_sqlite ? "x'" + std::string(31, '0') + digits + "'"
                       : "'00000000-0000-0000-0000-00000000000" + digits + "'";
    case Kind::decimal:
      if (!is_sqlite) return digits;
      return schema::sqlite::is_scaled(type)
                 ? digits + std::string(static_cast<std::size_t>(type.scale), '0')
                 : "'" + digits + "'";
    case Kind::date:
      return is_sqlite ? digits : "date '" + day + "'";
    case Kind::local_timestamp:
      return is_sqlite ? digits + " * 86400000000" : "timestamp '" + day + " 00:00:00'";
    case Kind::time:
      return is_sqlite ? digits + " * 60000000" : "time '00:0" + digits + ":00'";
    case Kind::interval:
      return is_sqlite ? "'P" + digits + "D'" : "interval 'P" + digits + "D'";
    case Kind::json:
      return is_sqlite ? "'" + digits + "'" : "jsonb '" + digits + "'";
    case Kind::timestamp:
      return is_sqlite ? digits + " * 86400000000"
                       : "timestamp with time zone '" + day + " 00:00:00+00'";
    default:
      return digits;
  }
}

}  // namespace tenon::laws
