#include "command/seed_write.hpp"

#include <algorithm>

#include <tenon/error.hpp>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "query/render.hpp"

namespace tenon::command {
namespace {

using model::Field;
using model::Filled;
using query::Column;
using query::Condition;

Column column_of(const Field& field) { return {field.column, field.name, field.type}; }

/// Why a row is not written, when it is not the database that says so.
struct Refusal {
  std::string why;
  std::string hint;
};

class SeedWriter {
 public:
  SeedWriter(const SeedFile& file, const schema::Schema& schema, const schema::Dialect& dialect,
             Session& session)
      : file_(file),
        entity_(*file.entity),
        made_(query::table_of(entity_, schema)),
        table_{made_.schema, made_.name},
        dialect_(dialect),
        session_(session),
        mark_(entity_.soft_delete.empty() ? nullptr : entity_.find(entity_.soft_delete)),
        is_by_primary_key_(has_all(entity_.primary_key)) {}

  void write(const SeedRow& row) {
    std::vector<Condition> where;
    std::vector<Param> key;
    for (const std::string& name : file_.key) {
      const SeedCell& cell = *row.find(name);
      where.push_back({column_of(*cell.field)});
      key.push_back(cell.value->param());
    }
    // A unique key is one of the rows that were not removed; the primary key, of all.
    if (mark_ != nullptr && !is_by_primary_key_)
      where.push_back({column_of(*mark_), Condition::Comparison::is_null});
    std::vector<const SeedCell*> others;
    for (const SeedCell& cell : row.cells)
      if (!is_one_of(file_.key, *cell.field)) others.push_back(&cell);
    const Changes changes = look(where, key, others);
    if (!changes.is_there) {
      insert(row);
      ++counts_.inserted;
    } else if (changes.cells.empty() && !changes.is_removed) {
      ++counts_.unchanged;
    } else {
      refuse_other_key(changes);
      update(changes, where, key);
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
    bool is_removed = false;  ///< to be seen again
    std::vector<const SeedCell*> cells;
  };

  static bool is_one_of(const std::vector<std::string>& names, const Field& field) {
    return std::find(names.begin(), names.end(), field.name) != names.end();
  }

  bool has_all(const std::vector<std::string>& fields) const {
    return std::all_of(fields.begin(), fields.end(), [&](const std::string& field) {
      return is_one_of(file_.key, *entity_.find(field));
    });
  }

  /// What refers to a row knows it by its primary key, which is not changed behind its back.
  void refuse_other_key(const Changes& changes) const {
    for (const SeedCell* cell : changes.cells)
      if (is_one_of(entity_.primary_key, *cell->field))
        throw Refusal{"the row that has this key is there with another '" + cell->field->name + "'",
                      "leave '" + cell->field->name + "' out, or name it as the key: --key " +
                          base::join(entity_.primary_key, ",")};
  }

  std::string render(query::Tree tree) const {
    return query::render({"seed", std::move(tree)}, dialect_);
  }

  Changes look(const std::vector<Condition>& where, const std::vector<Param>& key,
               const std::vector<const SeedCell*>& cells) {
    query::Select select{table_, {}, where, {}};
    for (const SeedCell* cell : cells) select.columns.push_back(column_of(*cell->field));
    const bool may_be_removed = mark_ != nullptr && is_by_primary_key_;
    if (may_be_removed) select.columns.push_back(column_of(*mark_));
    if (select.columns.empty()) select.columns.push_back(where.front().column);
    Changes changes;
    std::vector<std::shared_ptr<const SeedValue>> here;
    {
      Rows rows = session_.query(DynamicStatement{render(std::move(select))}, key);
      if (!rows.next()) return changes;
      changes.is_there = true;
      for (std::size_t at = 0; at < cells.size(); ++at)
        here.push_back(cells[at]->value->read(rows.row(), static_cast<int>(at)));
      changes.is_removed = may_be_removed && !rows.row().is_null(static_cast<int>(cells.size()));
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

  void update(const Changes& changes, const std::vector<Condition>& where,
              const std::vector<Param>& key) {
    query::Update update{table_, {}, where, {}};
    std::vector<Param> values;
    bool says_updated = false;
    for (const SeedCell* cell : changes.cells) {
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
      } else if (&field == mark_ && changes.is_removed) {
        update.set.push_back({column_of(field), query::Change::Kind::null});
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
  const Field* mark_;       ///< of removed rows, or nullptr
  bool is_by_primary_key_;  ///< or by that and more
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
    } catch (const Refusal& refusal) {
      diagnostics.error(seed_code, row.span, refusal.why, refusal.hint);
      return writer.counts();
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
