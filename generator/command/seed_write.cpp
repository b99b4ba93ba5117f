#include "command/seed_write.hpp"

#include <algorithm>

#include <tenon/error.hpp>

#include "base/sql_type.hpp"
#include "query/render.hpp"

namespace tenon::command {
namespace {

using model::Field;
using model::Filled;
using query::Column;
using query::Condition;

Column column_of(const Field& field) { return {field.column, field.name, field.type}; }

class SeedWriter {
 public:
  SeedWriter(const SeedFile& file, const schema::Schema& schema, const schema::Dialect& dialect,
             Session& session)
      : file_(file),
        entity_(*file.entity),
        made_(query::table_of(entity_, schema)),
        table_{made_.schema, made_.name},
        dialect_(dialect),
        session_(session) {}

  void write(const SeedRow& row) {
    std::vector<Condition> where;
    std::vector<Param> key;
    for (const std::string& name : file_.key) {
      const SeedCell& cell = *row.find(name);
      where.push_back({column_of(*cell.field)});
      key.push_back(cell.value->param());
    }
    std::vector<const SeedCell*> others;
    for (const SeedCell& cell : row.cells)
      if (!is_key(*cell.field)) others.push_back(&cell);
    const Changes changes = look(where, key, others);
    if (!changes.is_there) {
      insert(row);
      ++counts_.inserted;
    } else if (changes.cells.empty()) {
      ++counts_.unchanged;
    } else {
      update(changes.cells, where, key);
      ++counts_.updated;
    }
  }

  /// Keys that rows gave are behind the sequence's next one.
  void finish() {
    if (!gave_identity_) return;
    for (const query::Statement& statement : query::statements(entity_, made_)) {
      if (statement.name != "sync_identity") continue;
      const std::string sql = query::render(statement, dialect_);
      if (!sql.empty()) session_.query(DynamicStatement{sql});
    }
  }

  const SeedCounts& counts() const { return counts_; }

 private:
  struct Changes {
    bool is_there = false;
    std::vector<const SeedCell*> cells;
  };

  bool is_key(const Field& field) const {
    return std::find(file_.key.begin(), file_.key.end(), field.name) != file_.key.end();
  }

  std::string render(query::Tree tree) const {
    return query::render({"seed", std::move(tree)}, dialect_);
  }

  Changes look(const std::vector<Condition>& where, const std::vector<Param>& key,
               const std::vector<const SeedCell*>& cells) {
    query::Select select{table_, {}, where, {}};
    for (const SeedCell* cell : cells) select.columns.push_back(column_of(*cell->field));
    if (cells.empty()) select.columns.push_back(where.front().column);
    Changes changes;
    std::vector<std::shared_ptr<const SeedValue>> here;
    {
      Rows rows = session_.query(DynamicStatement{render(std::move(select))}, key);
      if (!rows.next()) return changes;
      changes.is_there = true;
      for (std::size_t at = 0; at < cells.size(); ++at)
        here.push_back(cells[at]->value->read(rows.row(), static_cast<int>(at)));
    }
    for (std::size_t at = 0; at < cells.size(); ++at)
      if (!as_stored(*cells[at])->equals(*here[at])) changes.cells.push_back(cells[at]);
    return changes;
  }

  /// What a column of a type that the model names makes of the value: rounded, padded, in the form
  /// of the server.
  std::shared_ptr<const SeedValue> as_stored(const SeedCell& cell) {
    const model::Type& type = cell.field->type;
    if (dialect_.name() != "postgresql" || type.declared.text.empty() || cell.value->is_null())
      return cell.value;
    const std::optional<base::SqlType> declared = base::read_sql_type(type.declared.text);
    if (!declared) return cell.value;
    const Column column = column_of(*cell.field);
    const std::string sql = "select " + query::read_list({column}, "", dialect_) +
                            "\nfrom (select cast($1 as " + declared->text() +
                            (type.is_list ? "[]" : "") + ") as " + dialect_.quote(column.name) +
                            ") as given";
    Rows rows = session_.query(DynamicStatement{sql}, {cell.value->param()});
    if (!rows.next()) return cell.value;
    return cell.value->read(rows.row(), 0);
  }

  void insert(const SeedRow& row) {
    query::Insert insert{table_, {}, {}};
    std::vector<Param> values;
    const auto add = [&](const Field& field, const Param& value) {
      insert.values.push_back({column_of(field), std::nullopt});
      values.push_back(value);
    };
    const Uuid uuid = uuid_v7();
    const Timestamp now = session_.now();
    for (const Field& field : entity_.fields) {
      if (const SeedCell* const cell = row.find(field.name)) {
        add(field, cell->value->param());
        gave_identity_ = gave_identity_ || field.filled == Filled::by_identity;
      } else if (field.filled == Filled::by_uuid) {
        add(field, uuid);
      } else if (field.filled == Filled::by_created_clock ||
                 field.filled == Filled::by_updated_clock) {
        add(field, clock(field, now));
      } else if (field.filled == Filled::by_version) {
        add(field, one(field));
      }
    }
    session_.execute(DynamicStatement{render(std::move(insert))}, values);
  }

  void update(const std::vector<const SeedCell*>& cells, const std::vector<Condition>& where,
              const std::vector<Param>& key) {
    query::Update update{table_, {}, where, {}};
    std::vector<Param> values;
    bool says_updated = false;
    for (const SeedCell* cell : cells) {
      update.set.push_back({column_of(*cell->field)});
      values.push_back(cell->value->param());
      says_updated = says_updated || cell->field->filled == Filled::by_updated_clock;
    }
    const Timestamp now = session_.now();
    for (const Field& field : entity_.fields) {
      if (field.filled == Filled::by_updated_clock && !says_updated) {
        update.set.push_back({column_of(field)});
        values.push_back(clock(field, now));
      } else if (field.filled == Filled::by_version) {
        update.set.push_back({column_of(field), query::Change::Kind::increment});
      }
    }
    values.insert(values.end(), key.begin(), key.end());
    session_.execute(DynamicStatement{render(std::move(update))}, values);
  }

  static Param clock(const Field& field, Timestamp now) {
    if (field.type.kind == model::TypeKind::local_timestamp)
      return Param{LocalTimestamp{now.microseconds}};
    return Param{now};
  }

  static Param one(const Field& field) {
    if (field.type.kind == model::TypeKind::int16) return Param{std::int16_t{1}};
    if (field.type.kind == model::TypeKind::int32) return Param{std::int32_t{1}};
    return Param{std::int64_t{1}};
  }

  const SeedFile& file_;
  const model::Entity& entity_;
  schema::Table made_;
  query::Table table_;
  const schema::Dialect& dialect_;
  Session& session_;
  SeedCounts counts_;
  bool gave_identity_ = false;
};

bool is_of_the_row(const Error& error) {
  return error.kind() == ErrorKind::constraint_violated || error.kind() == ErrorKind::bad_value;
}

}  // namespace

SeedCounts write_seed(const SeedFile& file, const schema::Schema& schema,
                      const schema::Dialect& dialect, Session& session,
                      base::Diagnostics& diagnostics) {
  SeedWriter writer{file, schema, dialect, session};
  for (const SeedRow& row : file.rows) {
    try {
      writer.write(row);
    } catch (const Error& error) {
      if (!is_of_the_row(error)) throw;
      diagnostics.error(seed_code, row.span,
                        std::string{"the database refuses the row: "} + error.what());
      return writer.counts();
    }
  }
  writer.finish();
  return writer.counts();
}

}  // namespace tenon::command
