#include "migrate/squash_rows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/sql.hpp"

namespace tenon::migrate {
namespace {

/// Tables, the columns of one, or the values of an enum: what each was called before the range.
struct Names {
  std::set<std::string> before;
  std::map<std::string, std::string> origins;  ///< by the name of now; "" is new
  std::map<std::string, std::size_t> left;     ///< by the name of then: which revision freed it

  void start(const std::string& name) {
    before.insert(name);
    origins[name] = name;
  }
  std::string leave(const std::string& name, std::size_t revision) {
    const auto node = origins.extract(name);
    left[name] = revision;
    return node.empty() ? "" : node.mapped();
  }
  /// Whether it is free of what had the name before the range.
  bool arrive(const std::string& name, const std::string& origin) {
    origins[name] = origin;
    return before.count(name) == 0 || origin == name;
  }
};

struct TableRows {
  bool is_new = false;          ///< made in the range: no rows
  std::set<std::string> names;  ///< all that it has in the range, without the schema
  Names columns;
};

struct ColumnRows {
  int table = 0;
  bool is_added = false;
  bool is_computed = false;  ///< by an expression of the range
  bool is_filled = false;    ///< a default or a backfill of the range is in its rows
  std::string sql;           ///< of the backfill
  schema::TableName type;    ///< the enum type
  std::size_t filled_by = 0;
  Names values;
};

/// A change that a backfill would see or not see, as the two run one after the other.
struct Change {
  int table = 0;
  int column = -1;   ///< -1: the table itself
  std::string name;  ///< in SQL
  std::size_t revision = 0;
  std::string shown;
  bool is_of_rows = false;  ///< the column's own backfill may see it
};

bool is_other_type(const schema::Column& a, const schema::Column& b) {
  return a.type.kind != b.type.kind || a.type.is_list != b.type.is_list ||
         a.type.enum_schema != b.type.enum_schema || a.type.enum_name != b.type.enum_name;
}

std::string shown_name(const schema::TableName& name) {
  return schema::display_name(name.schema, name.name);
}

/// Follows the rows through the operations of a range.
class RowWalk {
 public:
  RowWalk(const std::vector<std::string>& ids, const schema::Schema& before) : ids_(ids) {
    for (const schema::Table& table : before.tables) {
      add_table(table, false);
      names_.start(shown_name({table.schema, table.name}));
    }
    for (const schema::EnumType& type : before.enums) {
      Names& values = types_[{type.schema, type.name}];
      for (const std::string& value : type.values) values.start(value);
    }
  }

  struct Fault {
    std::size_t revision = 0;
    std::string what;
  };

  void follow(std::size_t revision, const schema::Operation& operation) {
    revision_ = revision;
    shown_ = schema::describe(operation);
    std::visit(*this, operation);
  }
  /// The first one, since behind it names no longer say what they stand for; then the backfills
  /// that are left.
  std::optional<Fault> fault() const;

  void operator()(const schema::CreateTable& o) {
    const schema::TableName name{o.table.schema, o.table.name};
    const int table = add_table(o.table, true);
    arrive(names_, shown_name(name), "", "table " + shown_name(name));
    change(table, -1, name.name, false);
  }
  void operator()(const schema::DropTable& o) {
    const schema::TableName name{o.table.schema, o.table.name};
    names_.leave(shown_name(name), revision_);
    const int table = tables_.at(name);
    for (const schema::Column& column : o.table.columns) rows_of(name, column.name).sql.clear();
    change(table, -1, name.name, false);
    tables_.erase(name);
  }
  void operator()(const schema::RenameTable& o) {
    const int table = tables_.at(o.from);
    tables_.erase(o.from);
    tables_[o.to] = table;
    all_tables_[at(table)].names.insert(o.to.name);
    const std::string origin = names_.leave(shown_name(o.from), revision_);
    arrive(names_, shown_name(o.to), origin, "table " + shown_name(o.to));
    change(table, -1, o.from.name, false);
    change(table, -1, o.to.name, false);
  }

  void operator()(const schema::AddColumn& o) {
    const int table = tables_.at(o.table);
    const int id = add_column(table, o.column);
    ColumnRows& column = all_columns_[at(id)];
    column.is_added = true;
    column.is_computed = !o.column.computed.empty();
    Names& names = table_of(o.table).columns;
    // What is computed has its values anew wherever it comes from.
    const bool is_back = column.is_computed && names.before.count(o.column.name) != 0;
    arrive(names, o.column.name, is_back ? o.column.name : "",
           shown_column(o.table, o.column.name));
    if (o.column.initial) column.is_filled = true;
    if (!o.backfill.empty()) {
      fill(column, o.backfill + " " + o.where, shown_column(o.table, o.column.name));
    }
    change(table, id, o.column.name, true);
  }
  void operator()(const schema::DropColumn& o) {
    rows_of(o.table, o.column.name).sql.clear();
    table_of(o.table).columns.leave(o.column.name, revision_);
    columns_.erase({tables_.at(o.table), o.column.name});
  }
  void operator()(const schema::RenameColumn& o) {
    const int table = tables_.at(o.table);
    auto node = columns_.extract({table, o.from});
    const int id = node.mapped();
    node.key().second = o.to;
    columns_.insert(std::move(node));
    Names& names = table_of(o.table).columns;
    arrive(names, o.to, names.leave(o.from, revision_), shown_column(o.table, o.to));
    change(table, id, o.from, false);
    change(table, id, o.to, false);
  }
  void operator()(const schema::AlterColumn& o);

  void operator()(const schema::RenameValue& o) {
    ColumnRows& column = rows_of(o.table, o.column);
    rename_values(column.values, {{o.from, o.to}}, shown_column(o.table, o.column));
    change(column.table, id_of(o.table, o.column), o.column, false);
  }
  void operator()(const schema::AddCheck& o) {
    if (o.check.column.empty()) return;
    set_values(rows_of(o.table, o.check.column).values, o.check.values,
               shown_column(o.table, o.check.column));
  }
  void operator()(const schema::CreateEnum& o) { set_type({o.type.schema, o.type.name}, o.type); }
  void operator()(const schema::DropEnum& o) {
    set_values(types_[{o.type.schema, o.type.name}], {}, "");
  }
  void operator()(const schema::AlterEnum& o) {
    change_columns({o.from.schema, o.from.name});
    rename_values(types_[{o.from.schema, o.from.name}], o.renames, shown_type(o.from));
    set_type({o.from.schema, o.from.name}, o.to);
  }
  template <class T>
  void operator()(const T&) {}

 private:
  static std::size_t at(int id) { return static_cast<std::size_t>(id); }
  static std::string shown_column(const schema::TableName& table, const std::string& column) {
    return "column " + shown_name(table) + "." + column;
  }
  static std::string shown_type(const schema::EnumType& type) {
    return "enum type " + shown_name({type.schema, type.name});
  }
  TableRows& table_of(const schema::TableName& table) { return all_tables_[at(tables_.at(table))]; }
  int id_of(const schema::TableName& table, const std::string& column) const {
    return columns_.at({tables_.at(table), column});
  }
  ColumnRows& rows_of(const schema::TableName& table, const std::string& column) {
    return all_columns_[at(id_of(table, column))];
  }

  int add_table(const schema::Table& table, bool is_new) {
    const int id = static_cast<int>(all_tables_.size());
    tables_[{table.schema, table.name}] = id;
    all_tables_.emplace_back();
    all_tables_.back().is_new = is_new;
    all_tables_.back().names.insert(table.name);
    for (const schema::Column& column : table.columns) {
      add_column(id, column);
      if (!is_new) all_tables_.back().columns.start(column.name);
    }
    for (const schema::Check& check : table.checks) {
      if (is_new || check.column.empty()) continue;
      Names& values = all_columns_[at(columns_.at({id, check.column}))].values;
      for (const std::string& value : check.values) values.start(value);
    }
    return id;
  }
  int add_column(int table, const schema::Column& column) {
    const int id = static_cast<int>(all_columns_.size());
    columns_[{table, column.name}] = id;
    all_columns_.emplace_back();
    all_columns_.back().table = table;
    all_columns_.back().type = {column.type.enum_schema, column.type.enum_name};
    return id;
  }

  void change(int table, int column, const std::string& name, bool is_of_rows) {
    changes_.push_back({table, column, name, revision_, shown_, is_of_rows});
  }
  void change_columns(const schema::TableName& type) {
    for (const auto& [key, id] : columns_) {
      if (all_columns_[at(id)].type == type) change(key.first, id, key.second, false);
    }
  }
  void refuse(const std::string& what) {
    if (!fault_) fault_ = Fault{revision_, what};
  }
  void arrive(Names& names, const std::string& name, const std::string& origin,
              const std::string& shown) {
    if (names.arrive(name, origin)) return;
    const auto left = names.left.find(name);
    const std::size_t by = left == names.left.end() ? revision_ : left->second;
    refuse("uses the name of " + shown + " again, which '" + ids_[by] + "' freed");
  }
  void rename_values(Names& values, const std::vector<schema::RenamedValue>& renames,
                     const std::string& shown) {
    std::vector<std::string> origins;
    origins.reserve(renames.size());
    for (const schema::RenamedValue& one : renames) {
      origins.push_back(values.leave(one.from, revision_));
    }
    for (std::size_t i = 0; i < renames.size(); ++i) {
      arrive(values, renames[i].to, origins[i], "value '" + renames[i].to + "' of " + shown);
    }
  }
  void set_values(Names& values, const std::vector<std::string>& wanted, const std::string& shown) {
    const std::map<std::string, std::string> known = values.origins;
    for (const auto& [name, origin] : known) {
      if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) {
        values.leave(name, revision_);
      }
    }
    for (const std::string& name : wanted) {
      if (known.count(name) == 0) arrive(values, name, "", "value '" + name + "' of " + shown);
    }
  }
  void set_type(const schema::TableName& type, const schema::EnumType& to) {
    set_values(types_[type], to.values, shown_type(to));
  }
  void fill(ColumnRows& column, const std::string& sql, const std::string& shown) {
    if (all_tables_[at(column.table)].is_new) return;
    if (column.is_filled)
      refuse("fills " + shown + " again, which has values of the range already");
    column.is_filled = true;
    column.sql = sql;
    column.filled_by = revision_;
  }
  bool reads(const ColumnRows& filled, int id, const Change& change) const;

  const std::vector<std::string>& ids_;
  std::size_t revision_ = 0;
  std::string shown_;
  std::optional<Fault> fault_;
  std::vector<Change> changes_;
  Names names_;
  std::map<schema::TableName, int> tables_;  ///< by the name of now
  std::map<std::pair<int, std::string>, int> columns_;
  std::vector<TableRows> all_tables_;
  std::vector<ColumnRows> all_columns_;
  std::map<schema::TableName, Names> types_;
};

void RowWalk::operator()(const schema::AlterColumn& o) {
  const int id = id_of(o.table, o.to.name);
  ColumnRows& column = all_columns_[at(id)];
  const std::string shown = shown_column(o.table, o.to.name);
  const bool has_rows = !all_tables_[at(column.table)].is_new;
  const bool is_retyped = is_other_type(o.from, o.to) || !o.renames.empty();
  if (has_rows && !o.renames.empty()) refuse("gives " + shown + " other texts with its type");
  if (has_rows && column.is_added && o.from.initial != o.to.initial) {
    refuse("gives " + shown + ", which the range adds, another default");
  }
  if (has_rows && !column.is_added && column.is_filled && o.to.nullable && !o.from.nullable) {
    refuse("lets " + shown + " be null again, which the range fills");
  }
  if (has_rows && column.is_computed && o.to.computed.empty()) {
    refuse("keeps the values of " + shown + ", which the range computes");
  }
  if (schema::makes_anew(o)) column.is_computed = true;
  if (has_rows && !column.sql.empty() && is_retyped) {
    refuse("gives " + shown + ", which the range fills, another type");
  }
  if (!o.backfill.empty()) fill(column, o.backfill + " " + o.where, shown);
  column.type = {o.to.type.enum_schema, o.to.type.enum_name};
  if (is_retyped || !o.backfill.empty()) change(column.table, id, o.to.name, true);
}

bool RowWalk::reads(const ColumnRows& filled, int id, const Change& change) const {
  if (!base::mentions(filled.sql, change.name)) return false;
  if (change.column < 0) return true;
  if (change.column == id && change.is_of_rows) return false;
  const std::set<std::string>& names = all_tables_[at(change.table)].names;
  return change.table == filled.table ||
         std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return base::mentions(filled.sql, name); });
}

std::optional<RowWalk::Fault> RowWalk::fault() const {
  if (fault_) return fault_;
  for (std::size_t id = 0; id < all_columns_.size(); ++id) {
    const ColumnRows& column = all_columns_[id];
    if (column.sql.empty()) continue;
    for (const Change& change : changes_) {
      if (!reads(column, static_cast<int>(id), change)) continue;
      const bool is_before = change.revision < column.filled_by;
      return Fault{is_before ? column.filled_by : change.revision,
                   is_before ? "has a backfill that reads '" + change.name + "', which '" +
                                   ids_[change.revision] + "' changes (" + change.shown + ")"
                             : "changes '" + change.name + "' (" + change.shown +
                                   "), which a backfill of '" + ids_[column.filled_by] + "' reads"};
    }
  }
  return std::nullopt;
}

}  // namespace

void refuse_other_rows(const Store& store, const std::vector<std::string>& ids,
                       const schema::Schema& before, base::Diagnostics& diagnostics) {
  RowWalk walk{ids, before};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    for (const schema::Operation& operation : store.find(ids[i]).operations) {
      walk.follow(i, operation);
    }
  }
  const std::optional<RowWalk::Fault> fault = walk.fault();
  if (!fault) return;
  const std::string& id = ids[fault->revision];
  diagnostics.error(
      "squash-range", {},
      "revision '" + id + "' " + fault->what + ": one revision would leave other rows",
      fault->revision == 0
          ? "let the range begin behind '" + id + "'"
          : "squash up to '" + ids[fault->revision - 1] + "', and from it on in another one");
}

}  // namespace tenon::migrate
