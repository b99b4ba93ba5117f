// What a schema looks like on this server: it is made in scratch schemas, read, and rolled back.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <tenon/error.hpp>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "introspect/postgresql/catalog.hpp"
#include "introspect/sql_tokens.hpp"
#include "schema/postgresql/postgresql_dialect.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/postgresql/type_path.hpp"
#include "schema/sql_text.hpp"

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

/// What the schema has, by schema and name.
std::set<std::pair<std::string, std::string>> names_in(const Schema& schema) {
  std::set<std::pair<std::string, std::string>> names;
  const auto add = [&](const auto& objects) {
    for (const auto& one : objects) names.insert({one.schema, one.name});
  };
  add(schema.tables);
  add(schema.views);
  add(schema.enums);
  return names;
}

/// The SQL with the schema's own tables, views and types in the scratch schemas, where it names
/// their schema; what is somebody else's stays where it is.
std::string in_scratch(const std::string& sql, const Schema& schema, const std::string& scratch) {
  const auto names = names_in(schema);
  std::string text;
  std::size_t done = 0;
  const std::vector<Token> tokens = tokenize(sql);
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const bool is_qualifier =
        tokens[i].is_identifier() && tokens[i + 1].is(".") && (i == 0 || !tokens[i - 1].is("."));
    const std::string space = tokens[i].text == "public" ? "" : tokens[i].text;
    if (!is_qualifier || names.count({space, tokens[i + 2].text}) == 0) continue;
    text += sql.substr(done, tokens[i].begin - done) +
            schema::quote_name(space.empty() ? scratch : scratch + "_" + space);
    done = tokens[i].end;
  }
  return text + sql.substr(done);
}

/// Rolls back what it began, also when something throws.
class Scratch {
 public:
  explicit Scratch(Connection& connection) : connection_(connection) { connection_.begin(); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    try {
      connection_.rollback();
    } catch (const std::exception&) {
      // The connection is gone, and the transaction with it.
    }
  }

 private:
  Connection& connection_;
};

/// In SQL text, the schemas' own names again.
void restore_names(Schema& schema, const SchemaNames& names) {
  const auto restore = [&](std::string& sql) {
    for (const auto& [live, shown] : names) {
      if (shown.empty()) continue;
      const std::string moved = live + ".";
      for (std::size_t at = 0; (at = sql.find(moved, at)) != std::string::npos; at += shown.size())
        sql.replace(at, moved.size(), shown + ".");
    }
  };
  for (Table& table : schema.tables) {
    for (schema::Column& column : table.columns) {
      restore(column.type.raw);
      if (column.initial) restore(column.initial->text);
    }
    for (schema::Check& check : table.checks) restore(check.expression);
    for (schema::Index& index : table.indexes) {
      restore(index.where);
      for (schema::IndexPart& part : index.parts) restore(part.expression);
    }
  }
}

/// Brings the columns of tables that are there into their order: `select *` is shown with it.
void order_as_live(Connection& connection, Schema& schema) {
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
}

/// A schema with its names in scratch schemas, and the transaction that they are in.
class Shadow {
 public:
  Shadow(Connection& connection, const Schema& schema) : copy_(schema), transaction_(connection) {
    if (!copy_.views.empty()) order_as_live(connection, copy_);
    for (schema::EnumType& type : copy_.enums) type.schema = moved(type.schema);
    for (Table& table : copy_.tables) move(table, schema);
    for (schema::View& view : copy_.views) {
      view.schema = moved(view.schema);
      view.query = {in_scratch(view.query.of("postgresql"), schema, scratch_)};
    }
    connection.execute("create schema " + scratch_);
    const schema::postgresql::TypePath types{copy_, {}};
    connection.execute("set local search_path = " + types.text(scratch_) + ", public");
  }

  const Schema& copy() const { return copy_; }
  const SchemaNames& names() const { return names_; }
  const std::string& scratch() const { return scratch_; }
  /// The schema's own name of one that is here.
  std::string shown(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? "" : found->second;
  }

 private:
  std::string moved(const std::string& name) {
    if (name.empty()) return name;
    names_[scratch_ + "_" + name] = name;
    return scratch_ + "_" + name;
  }

  /// Of a type that the model names, which may be an enum that is here: mood[].
  void move(std::string& declared, const Schema& schema) const {
    const std::optional<base::SqlType> type = base::read_sql_type(declared);
    if (!type || type->is_builtin()) return;
    const std::string space = type->schema == "public" ? "" : type->schema;
    for (const schema::EnumType& one : schema.enums) {
      const bool is_it = is_name(type->name, one.name) &&
                         (space.empty() ? one.schema.empty() : is_name(space, one.schema));
      if (!is_it) continue;
      declared = schema::quote_name(one.schema.empty() ? scratch_ : scratch_ + "_" + one.schema) +
                 "." + schema::quote_name(one.name) + type->list;
    }
  }
  static bool is_name(const std::string& spelled, const std::string& name) {
    return spelled == name || spelled == schema::quote_name(name);
  }

  void move(Table& table, const Schema& schema) {
    table.schema = moved(table.schema);
    for (schema::Column& column : table.columns) {
      move(column.type.declared.text, schema);
      if (column.type.kind != schema::ColumnType::Kind::enumeration) continue;
      column.type.enum_schema = moved(column.type.enum_schema);
    }
    for (schema::ForeignKey& key : table.foreign_keys) key.schema = moved(key.schema);
  }

  const std::string scratch_ = "tenon_scratch";
  SchemaNames names_{{scratch_, ""}};
  Schema copy_;
  Scratch transaction_;
};

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
  const Shadow shadow{connection, schema};
  const std::string& scratch = shadow.scratch();
  for (const std::string& sql :
       schema::postgresql::make(scratch)->create_statements(shadow.copy())) {
    connection.execute(sql);
  }
  // Expressions then name a type of the default schema, and no other, as they do outside.
  connection.execute("set local search_path = " + scratch + ", public");
  Schema result = read(connection, shadow.names(), nullptr);
  restore_names(result, shadow.names());
  for (schema::View& view : result.views) {
    view.query.text = base::replace_all(view.query.text, scratch + "_", "");
  }
  return result;
}

std::vector<Refusal> refused(Connection& connection, const Schema& schema) {
  const Shadow shadow{connection, schema};
  const auto dialect = schema::postgresql::make(shadow.scratch());
  const schema::postgresql::Spelling spelling{shadow.scratch()};
  Attempts attempts{connection};
  std::vector<Refusal> found;
  const auto refuse = [&](const auto& one, const std::string& why) {
    if (!why.empty()) found.push_back({shadow.shown(one.schema), one.name, why});
    return !why.empty();
  };
  for (const schema::EnumType& type : shadow.copy().enums) {
    attempts.run(dialect->create_statements({{}, {type}, {}}));
  }
  std::vector<const Table*> made;
  for (const Table& table : shadow.copy().tables) {
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
  for (const schema::View& view : shadow.copy().views) left.push_back(&view);
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
