#include <tenon/related.hpp>

#include <string>
#include <tuple>

#include <tenon/error.hpp>
#include <tenon/session.hpp>
#include <tenon/table.hpp>

#include "composer.hpp"
#include "key_lists.hpp"

namespace tenon {

namespace {

using detail::Composer;

std::string joined_column(int number) { return "tenon_" + std::to_string(number); }

// The array parameter of a column. Of texts without a type PostgreSQL has to know it before it can
// take the array apart: here it is that of the column which they are compared with.
void add_array(Composer& sql, const detail::ValueList& values, const Relation::Step& step, int at) {
  if (!values.is_untyped()) {
    sql.add_param(values.param());
    return;
  }
  sql.add("case when true then ").add_param(values.param()).add(" else array(select ");
  sql.add_name(step.joins[at].there).add(" from ").add(step.table->name_in(sql.dialect()));
  sql.add(" limit 0) end");
}

// The keys as rows: their columns, and their number from 1 in `tenon_place`.
void add_keys(Composer& sql, const std::vector<detail::ValueList>& keys,
              const Relation::Step& step) {
  const int size = static_cast<int>(keys.size());
  if (sql.dialect() == Dialect::postgresql) {
    for (int at = 0; at < size; ++at) {
      sql.add(at == 0 ? "unnest(" : ", ");
      add_array(sql, keys[static_cast<std::size_t>(at)], step, at);
    }
    sql.add(") with ordinality as tenon_given (");
    for (int at = 0; at < size; ++at) sql.add(joined_column(at)).add(", ");
    sql.add("tenon_place)");
    return;
  }
  sql.add("(select ");
  for (int at = 0; at < size; ++at)
    sql.add("k" + std::to_string(at) + ".value as ").add(joined_column(at)).add(", ");
  sql.add("k0.rowid + 1 as tenon_place from ");
  for (int at = 0; at < size; ++at) {
    sql.add(at == 0 ? "tenon_array(" : " join tenon_array(");
    sql.add_param(keys[static_cast<std::size_t>(at)].param()).add(") as k" + std::to_string(at));
    if (at > 0) sql.add(" on k" + std::to_string(at) + ".rowid = k0.rowid");
  }
  sql.add(") as tenon_given");
}

std::string join_condition(const Relation::Step& step, const std::string& table) {
  std::string text;
  for (int at = 0; at < step.size; ++at)
    text += (at == 0 ? "" : " and ") + table + detail::quoted(step.joins[at].there) +
            " = tenon_given." + joined_column(at);
  return text;
}

// Of the rows between, what leads on, with the number of the key that led there.
void add_between(Composer& sql, const std::vector<detail::ValueList>& keys,
                 const Relation::Step& step, const Relation::Step& onwards) {
  sql.add("(select ");
  for (int at = 0; at < onwards.size; ++at)
    sql.add("t1.").add_name(onwards.joins[at].here).add(" as ").add(joined_column(at)).add(", ");
  sql.add("tenon_given.tenon_place from ");
  add_keys(sql, keys, step);
  sql.add(" join ").add(step.table->name_in(sql.dialect())).add(" as t1 on ");
  sql.add(join_condition(step, "t1."));
  if (*step.table->mark != '\0') sql.add(" and t1.").add(step.table->mark).add(" is null");
  sql.add(") as tenon_given");
}

Rows read(Session& session, const Relation& relation, Removed removed,
          const std::vector<detail::ValueList>& keys) {
  const Relation::Step& first = relation.steps()[0];
  const Relation::Step& last = relation.steps()[relation.steps()[1].size > 0 ? 1 : 0];
  const Table& table = *last.table;
  const Dialect dialect = session.dialect();
  const std::string name = table.name_in(dialect);
  Composer sql{dialect, table};
  sql.add("select ").add(table.columns.in(dialect)).add(", tenon_place\nfrom ");
  if (&first == &last) {
    add_keys(sql, keys, first);
  } else {
    add_between(sql, keys, first, last);
  }
  sql.add("\njoin ").add(name).add(" on ").add(join_condition(last, name + "."));
  if (removed == Removed::hidden) sql.add_seen(table, removed);
  std::string_view separator = "\norder by ";
  for (std::size_t i = 0; i < table.key_size; ++i) {
    sql.add(separator).add(name).add(".").add_name(table.key[i].name);
    separator = ", ";
  }
  return session.query(sql.statement(), sql.params());
}

}  // namespace

RelatedRows::RelatedRows(Session& session, const Relation& relation, Removed removed)
    : session_(session), relation_(relation), removed_(removed) {}

bool RelatedRows::next() {
  if (!rows_) {
    if (keys_.is_empty()) return false;
    rows_.emplace(read(session_, relation_, removed_, keys_.lists_->columns));
  }
  ++found_;
  if (++at_ < end_) return true;
  if (!rows_->next()) {
    --found_;
    at_ = end_ = 0;
    return false;
  }
  std::tie(at_, end_) = keys_.places_of(row().get<std::int64_t>(row().size() - 1));
  return true;
}

void RelatedRows::require_each() const {
  if (found_ < keys_.size_)
    throw Error{ErrorKind::not_found, "a row that another one refers to is not there"};
}

}  // namespace tenon
