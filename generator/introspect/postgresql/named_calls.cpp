// Functions by their whole names. The server leaves a schema out where the search_path finds it,
// and leaves out none when that is empty: the one text tells what is missing in the other.
#include <cstddef>
#include <string>
#include <vector>

#include "introspect/postgresql/catalog.hpp"
#include "introspect/sql_tokens.hpp"

namespace tenon::introspect::postgresql {
namespace {

using schema::Table;

/// `sql` with the schemas that `named`, the same with all schemas, has before calls. What else is
/// named there stays as it is: types of the models are found by their names alone. Where the two
/// differ in more than that (an operator of a schema), nothing is done.
std::string with_schemas_of_calls(const std::string& sql, const std::string& named) {
  if (sql == named) return sql;
  const std::vector<Token> had = tokenize(sql);
  const std::vector<Token> has = tokenize(named);
  std::string text;
  std::size_t copied = 0;
  std::size_t j = 0;
  for (std::size_t i = 0; i < had.size(); ++i, ++j) {
    const auto is_same = [&](std::size_t at) {
      return at < has.size() && had[i].kind == has[at].kind && had[i].text == has[at].text;
    };
    const bool is_whole = j + 1 < has.size() && has[j].is_identifier() && has[j + 1].is(".");
    if (is_same(j) && !(is_whole && !had[i + 1].is("."))) continue;
    if (!had[i].is_identifier() || !is_whole || !is_same(j + 2)) return sql;
    if (had[i + 1].is("(")) {
      text += sql.substr(copied, had[i].begin - copied) +
              named.substr(has[j].begin, has[j + 2].begin - has[j].begin);
      copied = had[i].begin;
    }
    j += 2;
  }
  return text + sql.substr(copied);
}

void name_called(Table& table, const Table& named) {
  const auto add = [](std::string& sql, const std::string& whole) {
    sql = with_schemas_of_calls(sql, whole);
  };
  for (std::size_t i = 0; i < table.columns.size() && i < named.columns.size(); ++i) {
    schema::Column& column = table.columns[i];
    const schema::Column& same = named.columns[i];
    if (column.initial && column.initial->kind == schema::Default::Kind::expression && same.initial)
      add(column.initial->text, same.initial->text);
    add(column.computed.text, same.computed.text);
  }
  for (std::size_t i = 0; i < table.checks.size() && i < named.checks.size(); ++i)
    add(table.checks[i].expression, named.checks[i].expression);
  for (std::size_t i = 0; i < table.indexes.size() && i < named.indexes.size(); ++i) {
    schema::Index& index = table.indexes[i];
    add(index.where, named.indexes[i].where);
    for (std::size_t k = 0; k < index.parts.size() && k < named.indexes[i].parts.size(); ++k)
      add(index.parts[k].expression, named.indexes[i].parts[k].expression);
  }
}

}  // namespace

void name_called(Connection& connection, schema::Schema& live) {
  const schema::Schema named = read(connection, {}, nullptr, "");
  for (Table& table : live.tables) {
    const Table* const same = named.find(table.schema, table.name);
    if (same != nullptr) name_called(table, *same);
  }
}

}  // namespace tenon::introspect::postgresql
