#include <tenon/table.hpp>

#include <algorithm>
#include <string>

#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "composer.hpp"
#include "page_cursor.hpp"

namespace tenon {

namespace {

using detail::Composer;
using detail::PagePosition;

// The column equals the position's value.
void add_same(Composer& sql, const Order& part, const PagePosition::Part& at) {
  sql.add_column(part.column);
  if (at.is_null) {
    sql.add(" is null");
  } else {
    sql.add(" = ").add_param(at.value.param(part.column), "after");
  }
}

// The column stands behind the position's value. NULLs are the greatest values: last when
// ascending, first when descending.
void add_behind(Composer& sql, const Order& part, const PagePosition::Part& at) {
  if (at.is_null) {
    if (part.is_descending) {
      sql.add_column(part.column).add(" is not null");
    } else {
      sql.add("1 = 0");
    }
    return;
  }
  const bool or_null = part.column.is_nullable && !part.is_descending;
  if (or_null) sql.add("(");
  sql.add_ordered(part.column).add(part.is_descending ? " < " : " > ");
  sql.add_param(at.value.param(part.column), "after");
  if (or_null) sql.add(" or ").add_column(part.column).add(" is null)");
}

// (a behind) or (a same and b behind) or …
void add_behind_all(Composer& sql, const std::vector<Order>& order, const PagePosition& position) {
  sql.add("(");
  for (std::size_t last = 0; last < order.size(); ++last) {
    sql.add(last == 0 ? "(" : " or (");
    for (std::size_t i = 0; i < last; ++i) {
      add_same(sql, order[i], position.parts[i]);
      sql.add(" and ");
    }
    add_behind(sql, order[last], position.parts[last]);
    sql.add(")");
  }
  sql.add(")");
}

// ("a", "b") > ($1, $2): the form that both databases answer from an index.
void add_behind_row(Composer& sql, const std::vector<Order>& order, const PagePosition& position) {
  std::string_view separator = "(";
  for (const Order& part : order) {
    sql.add(separator).add_ordered(part.column);
    separator = ", ";
  }
  sql.add(order.front().is_descending ? ") < " : ") > ");
  separator = "(";
  for (std::size_t i = 0; i < order.size(); ++i) {
    sql.add(separator).add_param(position.parts[i].value.param(order[i].column), "after");
    separator = ", ";
  }
  sql.add(")");
}

void add_position(Composer& sql, const std::vector<Order>& order, const PagePosition& position) {
  const bool is_plain = std::all_of(order.begin(), order.end(), [&](const Order& part) {
    return !part.column.is_nullable && part.is_descending == order.front().is_descending;
  });
  if (is_plain) {
    add_behind_row(sql, order, position);
  } else {
    add_behind_all(sql, order, position);
  }
}

// A filter that was forgotten would change every row.
void refuse_missing(const Filter& where) {
  if (where.is_empty())
    throw Error{ErrorKind::misuse,
                "no filter says which rows: Filter::every_row() means every one"};
}

// SQLite has one lock, which a statement takes as soon as it may write, whether it finds a row or
// not.
void take_write_lock(Session& session, const Table& table) {
  Composer nothing{Dialect::sqlite, table};
  const std::string key = detail::quoted(table.key[0].name);
  nothing.add("update ").add(table.sqlite_name);
  nothing.add("\nset ").add(key).add(" = ").add(key).add("\nwhere 1 = 0");
  session.execute(nothing.statement());
}

// The same without waiting. After a failure the driver is as patient as ever when the transaction
// has gone back. The kind of the Error is that of PostgreSQL.
void take_write_lock_now(Session& session, const Table& table) {
  const auto patience = session.query("pragma busy_timeout").only().get<std::int64_t>(0);
  session.execute("pragma busy_timeout = 0");
  try {
    take_write_lock(session, table);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::conflict) throw;
    throw Error{ErrorKind::timeout, "somebody else has the lock of the database"}.set_statement(
        error.statement());
  }
  session.execute(DynamicStatement{"pragma busy_timeout = " + std::to_string(patience)});
}

// The end of a statement that locks the rows it reads; SQLite has none, and is locked before.
void add_lock(Composer& sql, Session& session, const Table& table, Lock how) {
  if (how == Lock::none) return;
  if (table.key_size == 0 || table.model.is_view)
    throw Error{ErrorKind::misuse, "rows of a view are locked in its tables"};
  if (session.dialect() == Dialect::sqlite) {
    return how == Lock::no_wait ? take_write_lock_now(session, table)
                                : take_write_lock(session, table);
  }
  sql.add("\nfor update");
  if (how == Lock::skip_locked) sql.add(" skip locked");
  if (how == Lock::no_wait) sql.add(" nowait");
}

/// Whether the list of columns has this one; a quote within a name is doubled.
bool has_item(std::string_view list, const std::string& quoted) {
  return (", " + std::string{list} + ", ").find(", " + quoted + ", ") != std::string::npos;
}

Rows run_list(Session& session, const Table& table, const ListOptions& options,
              const std::vector<Order>& order, const ColumnTexts* columns) {
  if (options.limit < 1)
    throw Error{ErrorKind::bad_value, "a limit is 1 or more"}.set_argument("limit");
  if (options.offset < 0)
    throw Error{ErrorKind::bad_value, "an offset is 0 or more"}.set_argument("offset");
  if (options.offset > 0 && !options.after.empty()) {
    throw Error{ErrorKind::misuse, "a list takes an offset or a cursor, not both"};
  }
  Composer sql{session.dialect(), table};
  const std::string_view read =
      (columns == nullptr ? table.columns : *columns).in(session.dialect());
  sql.add("select ").add(read);
  // The place of a cursor is read from the row.
  if (columns != nullptr)
    for (const Order& part : order)
      if (!has_item(read, detail::quoted(part.column.name))) sql.add(", ").add_read(part.column);
  sql.add("\nfrom ").add(table.name_in(session.dialect()));
  sql.add_seen(table, options.removed);
  sql.add_where(options.where);
  if (table.key_size == 0 && !options.after.empty()) {
    throw Error{ErrorKind::bad_value, "a view without a key has no pages: take an offset"}
        .set_argument("after");
  }
  PagePosition position;  // lives until the statement was sent
  if (!options.after.empty()) {
    position = detail::decode_position(options.after, table.name, order);
    sql.add_condition();
    add_position(sql, order, position);
  }
  sql.add_order(order);
  // One row more says whether there is a next page.
  constexpr std::int64_t most = INT64_MAX - 1;
  const bool is_locked = options.lock != Lock::none;
  sql.add("\nlimit ").add_param(std::min(options.limit, most) + (is_locked ? 0 : 1));
  if (options.offset > 0) sql.add(" offset ").add_param(options.offset);
  add_lock(sql, session, table, options.lock);
  return sql.query(session);
}

}  // namespace

Listing::Listing(Session& session, const Table& table, const ListOptions& options,
                 const ColumnTexts* columns)
    : table_(table),
      order_(detail::total_order(table, options.order.parts())),
      left_(options.limit),
      is_counted_(session.dialect() == Dialect::postgresql),
      rows_(run_list(session, table, options, order_, columns)) {}

Listing::~Listing() = default;

bool Listing::next() {
  if (left_ == 0) {
    // One row behind the page: its last row is where the next one begins.
    if (!rows_.next()) cursor_.clear();
    left_ = -1;
  }
  if (left_ < 0 || !rows_.next()) return false;
  // Its own row is all that the place can be read from, so it is taken before we look further.
  if (--left_ == 0 && table_.key_size > 0)
    cursor_ = detail::encode_position(rows_.row(), table_.name, order_);
  return true;
}

std::size_t Listing::known_size() const {
  if (left_ <= 0) return 0;
  const auto limit = static_cast<std::uint64_t>(left_);
  // Where rows come one by one, a page of the usual size is worth its room, a huge limit is not.
  constexpr std::uint64_t usual = 100;
  return std::min<std::uint64_t>(limit, is_counted_ ? rows_.known_size() : usual);
}

Rows lock(Session& session, const Table& table, Params key, Lock how) {
  Composer sql{session.dialect(), table};
  sql.add("select ")
      .add(table.columns.in(session.dialect()))
      .add("\nfrom ")
      .add(table.name_in(session.dialect()));
  for (std::size_t i = 0; i < table.key_size; ++i)
    sql.add_condition().add_name(table.key[i].name).add(" = ").add_param(key[i]);
  sql.add_seen(table, Removed::hidden);
  add_lock(sql, session, table, how);
  return sql.query(session);
}

std::int64_t count(Session& session, const Table& table, const Filter& where) {
  Composer sql{session.dialect(), table};
  sql.add("select count(*)\nfrom ").add(table.name_in(session.dialect()));
  sql.add_seen(table, Removed::hidden);
  sql.add_where(where);
  Rows rows = sql.query(session);
  rows.next();
  return rows.row().get<std::int64_t>(0);
}

bool exists(Session& session, const Table& table, const Filter& where) {
  Composer sql{session.dialect(), table};
  sql.add("select 1\nfrom ").add(table.name_in(session.dialect()));
  sql.add_seen(table, Removed::hidden);
  sql.add_where(where).add("\nlimit 1");
  return sql.query(session).next();
}

std::int64_t remove_many(Session& session, const Table& table, const Filter& where) {
  refuse_missing(where);
  Composer sql{session.dialect(), table};
  sql.add("delete from ").add(table.name_in(session.dialect())).add_where(where);
  return session.execute(sql.statement(table), sql.params());
}

Update::Update(const Table& table) : table_(table) {}

Update::~Update() = default;

bool Update::is_empty() const { return columns_.empty(); }

void Update::set(std::string_view column, Param value) {
  columns_.push_back(column);
  params_.push_back(value);
}

void Update::expect(std::string_view column, Param value) {
  expected_ = column;
  expected_value_ = value;
}

void Update::add_sets(Composer& sql) const {
  if (is_empty()) throw Error{ErrorKind::misuse, "an update that sets nothing"};
  std::string_view separator = "\nset ";
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    sql.add(separator).add_name(columns_[i]).add(" = ").add_param(params_[i]);
    separator = ", ";
  }
  if (!counted_.empty())
    sql.add(separator).add_name(counted_).add(" = ").add_name(counted_).add(" + 1");
}

void Update::add_conditions(Composer& sql) const {
  if (!expected_.empty())
    sql.add_condition().add_name(expected_).add(" = ").add_param(expected_value_);
  sql.add_seen(table_, Removed::hidden);
}

Rows Update::run(Session& session, Params key) {
  Composer sql{session.dialect(), table_};
  sql.add("update ").add(table_.name_in(session.dialect()));
  add_sets(sql);
  for (std::size_t i = 0; i < table_.key_size; ++i)
    sql.add_condition().add_name(table_.key[i].name).add(" = ").add_param(key[i]);
  add_conditions(sql);
  sql.add("\nreturning ").add(table_.columns.in(session.dialect()));
  return session.query(sql.statement(table_), sql.params());
}

std::int64_t Update::run_many(Session& session, const Filter& where) {
  refuse_missing(where);
  Composer sql{session.dialect(), table_};
  sql.add("update ").add(table_.name_in(session.dialect()));
  add_sets(sql);
  add_conditions(sql);
  sql.add_where(where);
  return session.execute(sql.statement(table_), sql.params());
}

std::int64_t Update::run_none(const Filter& where) {
  refuse_missing(where);
  return 0;
}

}  // namespace tenon
