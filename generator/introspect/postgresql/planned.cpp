#include "introspect/postgresql/planned.hpp"

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include <tenon/error.hpp>

#include "base/text.hpp"
#include "introspect/postgresql/called_code.hpp"
#include "introspect/postgresql/search_path.hpp"
#include "introspect/postgresql/spelling.hpp"
#include "introspect/sql_tokens.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/sql_text.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Column;
using schema::Table;
using schema::postgresql::Spelling;

/// The same place of both: what SQL it has, and what to do when that is the same.
struct Pair {
  std::string what;
  std::string wanted;
  std::string live;
  std::function<void()> take;
  /// Whether what the server shows of `wanted` is what `live` has, read as the catalogue is.
  std::function<bool(const std::string&)> is_read_alike = {};
};

/// NULL::character varying(80) is of the type text(80).
bool is_of_type(const std::string& null, const schema::ColumnType& type) {
  constexpr std::string_view cast = "NULL::";
  return base::starts_with(null, cast) && type_of(null.substr(cast.size())) == type;
}

bool is_same(const Pair& pair, const std::string& wanted, const std::string& live) {
  return wanted == live || (pair.is_read_alike && pair.is_read_alike(wanted));
}

/// A default of NULL is none to the catalogue.
bool is_null(const schema::Default& initial) {
  return initial.kind == schema::Default::Kind::expression &&
         base::to_lower(initial.text) == "null";
}

std::string sql_of(const Column& column) {
  const bool is_name = column.initial->kind == schema::Default::Kind::number &&
                       column.initial->text.find_first_of("0123456789") == std::string::npos;
  return is_name ? schema::quote_text(column.initial->text) : Spelling::initial(column);  // NaN
}

/// But for spaces, and the case of words.
bool is_written_alike(const std::string& a, const std::string& b) {
  const std::vector<Token> left = tokenize(a);
  const std::vector<Token> right = tokenize(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Token& one, const Token& other) {
                      const bool are_names = one.is_identifier() && other.is_identifier();
                      return one.text == other.text && (are_names || one.kind == other.kind);
                    });
}

class Planned {
 public:
  Planned(Connection& connection, std::vector<std::string>* notes)
      : connection_(connection), notes_(notes), path_(connection), code_(connection) {}

  void compare(Table& table, const Table& live) {
    from_ = rows_of(live);
    pairs_.clear();
    for (Column& column : table.columns)
      if (const Column* const same = live.find(column.name)) add(table, column, *same);
    for (schema::Check& check : table.checks)
      for (const schema::Check& same : live.checks)
        if (same.name == check.name && !same.expression.empty() && !check.expression.empty())
          add_sql("check " + check.name + of(table), check.expression, same.expression);
    for (schema::Index& index : table.indexes)
      for (const schema::Index& same : live.indexes)
        if (same.name == index.name) add(table, index, same);
    take_same();
  }

  void compare(schema::View& view, const schema::View& live) {
    const std::string& query = view.query.text;
    if (query == live.query.text) return;
    const Pair pair{"view " + schema::display_name(view.schema, view.name), query, live.query.text,
                    [&] { view.query = live.query; }};
    if (is_left_alone(pair)) return;
    try {
      if (plan_of(query) != plan_of(live.query.text) ||
          names_of(query) != names_of(live.query.text))
        return;
      pair.take();
    } catch (const Error& error) {
      doubt(pair, error);
    }
  }

 private:
  static std::string of(const Table& table) {
    return " of " + schema::display_name(table.schema, table.name);
  }

  /// No row with the table's columns: planning it needs no right to read the table.
  std::string rows_of(const Table& table) const {
    std::vector<std::string> columns;
    columns.reserve(table.columns.size());
    for (const Column& column : table.columns)
      columns.push_back("null::" + type_text(column.type) + Spelling::collated(column.type) +
                        " as " + schema::quote_name(column.name));
    // With an offset the planner does not put the NULLs where the columns stand.
    return " from (select " + base::join(columns, ", ") + " offset 0) as " +
           schema::quote_name(table.name);
  }

  std::string type_text(const schema::ColumnType& type) const {
    return type.kind == schema::ColumnType::Kind::raw ? type.raw : spelling_.type(type);
  }

  /// Where both have SQL.
  void add_sql(std::string what, std::string& wanted, const std::string& live) {
    if (wanted == live || wanted.empty() || live.empty()) return;
    pairs_.push_back({std::move(what), "(" + wanted + ")", "(" + live + ")",
                      [&wanted, live] { wanted = live; }});
  }

  void add(const Table& table, Column& column, const Column& live) {
    const std::string name = "of column " + column.name + of(table);
    const std::string live_type = type_text(live.type);
    schema::ColumnType own = live.type;
    own.collation = {};
    schema::ColumnType read = column.type;
    if (column.type.kind != schema::ColumnType::Kind::enumeration)
      read = type_of(spelling_.type(column.type));
    read.collation = {};
    if (read != own)
      pairs_.push_back({"the type " + name, "null::" + spelling_.type(column.type),
                        "null::" + live_type,
                        [&column, own] {
                          const base::SqlText collation = column.type.collation;
                          column.type = own;
                          column.type.collation = collation;
                        },
                        [own](const std::string& shown) { return is_of_type(shown, own); }});
    read.collation = column.type.collation;
    column.type = std::move(read);
    if (column.initial && is_null(*column.initial)) column.initial.reset();
    if (column.initial && live.initial && column.initial != live.initial)
      pairs_.push_back({"the default " + name, typed(sql_of(column), live_type),
                        typed(sql_of(live), live_type),
                        [&column, live] { column.initial = live.initial; },
                        [live](const std::string& shown) {
                          return default_of(shown, live.type) == *live.initial;
                        }});
    if (!column.computed.empty()) {
      column.computed = {column.computed.of("postgresql")};
      add_sql("the expression " + name, column.computed.text, live.computed.text);
    }
  }

  static std::string typed(const std::string& sql, const std::string& type) {
    return "(" + sql + ")::" + type;
  }

  void add(const Table& table, schema::Index& index, const schema::Index& live) {
    const std::string name = "index " + index.name + of(table);
    add_sql("the condition of " + name, index.where, live.where);
    for (std::size_t i = 0; i < index.parts.size() && i < live.parts.size(); ++i)
      add_sql("a part of " + name, index.parts[i].expression, live.parts[i].expression);
  }

  /// All at once; one by one when the server has something against one of them.
  void take_same() {
    pairs_.erase(std::remove_if(pairs_.begin(), pairs_.end(),
                                [&](const Pair& pair) {
                                  if (!is_written_alike(pair.wanted, pair.live))
                                    return is_left_alone(pair);
                                  pair.take();
                                  return true;
                                }),
                 pairs_.end());
    if (pairs_.empty()) return;
    try {
      take_same(pairs_);
    } catch (const Error& error) {
      if (!error.connection_usable()) throw;
      for (const Pair& pair : pairs_) take_alone(pair);
    }
  }

  void take_alone(const Pair& pair) {
    try {
      take_same({pair});
    } catch (const Error& error) {
      doubt(pair, error);
    }
  }

  void take_same(const std::vector<Pair>& pairs) {
    std::vector<std::string> expressions;
    for (const Pair& pair : pairs) {
      expressions.push_back(pair.wanted);
      expressions.push_back(pair.live);
    }
    const nlohmann::json plan = plan_of("select " + base::join(expressions, ", ") + from_);
    const auto shown = plan.at(0).at("Plan").at("Output").get<std::vector<std::string>>();
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (is_same(pairs[i], shown.at(2 * i), shown.at(2 * i + 1))) pairs[i].take();
  }

  nlohmann::json plan_of(const std::string& query) {
    std::string text;
    attempt("explain (verbose, costs off, format json) " + query,
            [&](const Row& row) { text = row.get<std::string>(0); });
    return nlohmann::json::parse(text);
  }

  /// The columns' names and types, which plans do not show.
  std::vector<std::string> names_of(std::string query) {
    while (!query.empty() && (query.back() == ';' || query.back() == ' ')) query.pop_back();
    std::vector<std::string> names;
    attempt("select q.* from (select 1) as one left join (" + query + "\n) as q on false",
            [&](const Row& row) {
              for (int i = 0; i < row.size(); ++i) names.emplace_back(row.name(i));
            });
    return names;
  }

  template <class Take>
  void attempt(const std::string& sql, Take take) {
    connection_.execute("savepoint attempt");
    try {
      Rows rows = connection_.query(sql);
      while (rows.next()) take(rows.row());
    } catch (const Error& error) {
      if (error.connection_usable()) connection_.execute("rollback to savepoint attempt");
      throw;
    }
    connection_.execute("release savepoint attempt");
  }

  /// Whether planning could run what somebody wrote. What is not compared is no difference.
  bool is_left_alone(const Pair& pair) {
    const std::string code = code_.named_in(pair.wanted + "\n" + pair.live);
    if (code.empty()) return false;
    note(pair.what + " was not compared: the planner may run " + code);
    pair.take();
    return true;
  }

  /// SQL that the server does not take is another than the one it has.
  void doubt(const Pair& pair, const Error& error) {
    if (!error.connection_usable()) throw error;
    const bool is_forbidden = error.sqlstate() == "42501";
    note(pair.what + (is_forbidden ? " was not compared: " : " is none here: ") + error.what());
    if (is_forbidden) pair.take();
  }

  void note(std::string text) {
    if (notes_ != nullptr) notes_->push_back(std::move(text));
  }

  Connection& connection_;
  std::vector<std::string>* notes_;
  SearchPath path_;
  CalledCode code_;
  Spelling spelling_{"public"};
  std::string from_;
  std::vector<Pair> pairs_;
};

}  // namespace

schema::Schema as_planned(Connection& connection, schema::Schema wanted, const schema::Schema& live,
                          std::vector<std::string>* notes) {
  Planned planned{connection, notes};
  for (Table& table : wanted.tables)
    if (const Table* const same = live.find(table.schema, table.name))
      planned.compare(table, *same);
  for (schema::View& view : wanted.views) {
    view.query = {view.query.of("postgresql")};
    if (const schema::View* const same = live.find_view(view.schema, view.name))
      planned.compare(view, *same);
  }
  return wanted;
}

}  // namespace tenon::introspect::postgresql
