// What a schema looks like on this server: it is made in scratch schemas and read there.
#include <algorithm>
#include <map>
#include <utility>

#include <tenon/error.hpp>

#include "introspect/postgresql/catalog.hpp"
#include "introspect/postgresql/scratch.hpp"
#include "schema/postgresql/postgresql_dialect.hpp"
#include "schema/postgresql/spelling.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Schema;
using schema::Table;

constexpr const char* column_order_sql = R"(
select n.nspname::text, c.relname::text, a.attname::text
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  and n.nspname !~ '^pg_'
order by a.attnum)";

/// With the columns of tables that are there in their order: `select *` is shown with it.
Schema as_live(Connection& connection, Schema schema) {
  if (schema.views.empty()) return schema;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> live;
  Rows rows = connection.query(column_order_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    live[{row.get<std::string>(0), row.get<std::string>(1)}].push_back(row.get<std::string>(2));
  }
  for (Table& table : schema.tables) {
    const std::vector<std::string>& order =
        live[{table.schema.empty() ? "public" : table.schema, table.name}];
    const auto place = [&](const schema::Column& column) {
      return std::find(order.begin(), order.end(), column.name);
    };
    std::stable_sort(
        table.columns.begin(), table.columns.end(),
        [&](const schema::Column& a, const schema::Column& b) { return place(a) < place(b); });
  }
  return schema;
}

/// Tries one thing after another: what fails leaves nothing behind.
class Attempts {
 public:
  explicit Attempts(Connection& connection) : connection_(connection) {}

  /// What the server says against it, or "".
  std::string run(const std::vector<std::string>& statements) {
    connection_.execute("savepoint attempt");
    try {
      for (const std::string& sql : statements) connection_.execute(sql);
    } catch (const Error& error) {
      if (!connection_.in_transaction()) throw;
      connection_.execute("rollback to savepoint attempt");
      return error.what();
    }
    connection_.execute("release savepoint attempt");
    return {};
  }

 private:
  Connection& connection_;
};

}  // namespace

Schema canonical(Connection& connection, const Schema& schema) {
  const Schema ordered = as_live(connection, schema);
  Scratch scratch{connection, ordered, ordered};
  for (const std::string& sql :
       schema::postgresql::make(scratch_schema)->create_statements(scratch.copy())) {
    connection.execute(sql);
  }
  return scratch.read();
}

std::vector<Refusal> refused(Connection& connection, const Schema& schema) {
  const Schema ordered = as_live(connection, schema);
  const Scratch scratch{connection, ordered, ordered};
  const auto dialect = schema::postgresql::make(scratch_schema);
  const schema::postgresql::Spelling spelling{scratch_schema};
  Attempts attempts{connection};
  std::vector<Refusal> found;
  const auto refuse = [&](const auto& one, const std::string& why) {
    if (!why.empty()) found.push_back({scratch.shown(one.schema), one.name, why});
    return !why.empty();
  };
  for (const schema::EnumType& type : scratch.copy().enums) {
    attempts.run(dialect->create_statements({{}, {type}, {}}));
  }
  std::vector<const Table*> made;
  for (const Table& table : scratch.copy().tables) {
    Table alone = table;
    alone.foreign_keys.clear();
    if (!refuse(table, attempts.run(dialect->create_statements({{alone}, {}, {}})))) {
      made.push_back(&table);
    }
  }
  for (const Table* table : made) {
    std::string why;
    for (const schema::ForeignKey& key : table->foreign_keys) {
      const bool has_target = std::any_of(made.begin(), made.end(), [&](const Table* one) {
        return one->schema == key.schema && one->name == key.table;
      });
      if (!has_target || !why.empty()) continue;
      why = attempts.run({"alter table " + spelling.name(table->schema, table->name) + " add " +
                          spelling.foreign_key(key)});
    }
    refuse(*table, why);
  }
  // One that reads another comes after it.
  std::vector<const schema::View*> left;
  for (const schema::View& view : scratch.copy().views) left.push_back(&view);
  for (std::size_t before = left.size() + 1; left.size() < before && !left.empty();) {
    before = left.size();
    left.erase(
        std::remove_if(left.begin(), left.end(),
                       [&](const schema::View* view) {
                         return attempts.run(dialect->create_statements({{}, {}, {*view}})).empty();
                       }),
        left.end());
  }
  for (const schema::View* view : left)
    refuse(*view, attempts.run(dialect->create_statements({{}, {}, {*view}})));
  return found;
}

}  // namespace tenon::introspect::postgresql
