#include "migration/batches.hpp"

#include <charconv>

#include <tenon/error.hpp>
#include <tenon/param.hpp>

namespace tenon::detail {
namespace {

std::string in_quotes(std::string_view text, char quote) {
  std::string made{quote};
  for (const char c : text) {
    made += c;
    if (c == quote) made += c;
  }
  return made + quote;
}

/// `front"a"behind, front"b"behind`
std::string key_list(const std::vector<std::string>& names, const char* front, const char* behind) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + std::string{front} + in_quotes(name, '"') + behind;
  }
  return text;
}

std::vector<Param> key_params(const std::vector<std::string>& values) {
  std::vector<Param> params;
  params.reserve(values.size());
  for (const std::string& value : values) params.push_back(Param{value}.untyped());
  return params;
}

/// Reads what in_quotes() has written from the front of `text`; false when that is something else.
bool read_quoted(std::string_view& text, char quote, std::string& value) {
  if (text.empty() || text.front() != quote) return false;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == quote && (at + 1 == text.size() || text[at + 1] != quote)) {
      text.remove_prefix(at + 1);
      return true;
    }
    value += text[at];
    if (text[at] == quote) ++at;
  }
  return false;
}

bool read_word(std::string_view& text, std::string_view word) {
  if (text.substr(0, word.size()) != word) return false;
  text.remove_prefix(word.size());
  return true;
}

/// `$3, $4` behind two.
std::string numbered(std::size_t behind, std::size_t count) {
  std::string text;
  for (std::size_t i = 1; i <= count; ++i) {
    text += (i > 1 ? ", $" : "$") + std::to_string(behind + i);
  }
  return text;
}

}  // namespace

void spell_keys_exactly(Connection& connection) {
  // A `datestyle` without an order keeps the session's: that is how literals of people are read.
  const Rows rows = connection.query(
      "select pg_catalog.set_config('datestyle', 'ISO', true),\n"
      "  pg_catalog.set_config('intervalstyle', 'postgres', true),\n"
      "  pg_catalog.set_config('extra_float_digits', '3', true)");
}

std::string batch_key_sql(const std::string& key, const std::string& table) {
  return "select (select min(a.attname::pg_catalog.text) from pg_catalog.pg_attribute a\n"
         "        where a.attrelid = c.oid and a.attname in (" +
         key +
         ") and not a.attnotnull),\n"
         "  exists (select from pg_catalog.pg_index i\n"
         "          where i.indrelid = c.oid and i.indisunique and i.indisvalid\n"
         "            and i.indpred is null and i.indexprs is null\n"
         "            and not exists (select from pg_catalog.pg_attribute a\n"
         "                            where a.attrelid = i.indexrelid\n"
         "                              and a.attnum <= i.indnkeyatts\n"
         "                              and (select k.attname\n"
         "                                   from pg_catalog.pg_attribute k\n"
         "                                   where k.attrelid = c.oid\n"
         "                                     and k.attnum = i.indkey[a.attnum - 1])\n"
         "                                  not in (" +
         key +
         ")))\n"
         "from pg_catalog.pg_class c\nwhere c.oid = pg_catalog.to_regclass(" +
         table + ")";
}

void refuse_unfit_key(Connection& connection, const StatementBatches& batches) {
  std::vector<Param> params(batches.key.begin(), batches.key.end());
  params.emplace_back(batches.table);
  Rows rows = connection.query(
      batch_key_sql(numbered(0, batches.key.size()), "$" + std::to_string(params.size())), params);
  if (!rows.next()) return;  // the next query says what is wrong with the table
  const auto nullable = rows.row().get<std::optional<std::string>>(0);
  if (!nullable && rows.row().get<bool>(1)) return;
  const std::string what = "it goes over " + batches.table + " by " + key_list(batches.key, "", "");
  if (nullable) {
    throw Error{ErrorKind::migration,
                what + ", and " + in_quotes(*nullable, '"') +
                    " may be NULL: rows without it would be in no batch; make the column NOT NULL "
                    "before, or name another key"};
  }
  throw Error{ErrorKind::migration,
              what + ", and no unique index is of these columns: name another key"};
}

std::vector<std::string> greatest_key(Connection& connection, const StatementBatches& batches) {
  Rows rows = connection.query("select " + key_list(batches.key, "last_one.", "::pg_catalog.text") +
                               "\nfrom (select " + key_list(batches.key, "", "") + "\n      from " +
                               batches.table + "\n      order by " +
                               key_list(batches.key, "", " desc") + "\n      limit 1) as last_one");
  std::vector<std::string> key;
  if (!rows.next()) return key;
  const int columns = static_cast<int>(batches.key.size());
  for (int i = 0; i < columns; ++i) key.push_back(rows.row().get<std::string>(i));
  return key;
}

std::optional<KeyRange> next_range(Connection& connection, const StatementBatches& batches,
                                   const std::vector<std::string>& after,
                                   const std::vector<std::string>& last) {
  if (last.empty()) return std::nullopt;
  const std::string key = key_list(batches.key, "", "");
  const std::string sql =
      "with page as (\n  select " + key + "\n  from " + batches.table + "\n" + "  where (" + key +
      ") <= (" + numbered(0, last.size()) + ")\n" +
      (after.empty() ? ""
                     : "    and (" + key + ") > (" + numbered(last.size(), after.size()) + ")\n") +
      "  order by " + key + "\n  limit " + std::to_string(batches.rows) +
      "\n)\nselect (select count(*) from page), " +
      key_list(batches.key, "first_one.", "::pg_catalog.text") + ", " +
      key_list(batches.key, "last_one.", "::pg_catalog.text") +
      "\nfrom (select * from page order by " + key + " limit 1) as first_one,\n" +
      "  (select * from page order by " + key_list(batches.key, "", " desc") +
      " limit 1) as last_one";
  std::vector<Param> params = key_params(last);
  for (const Param& param : key_params(after)) params.push_back(param);
  Rows rows = connection.query(sql, params);
  if (!rows.next()) return std::nullopt;
  KeyRange range;
  range.rows = rows.row().get<std::int64_t>(0);
  const int columns = static_cast<int>(batches.key.size());
  for (int i = 1; i <= columns; ++i) {
    range.first.push_back(rows.row().get<std::string>(i));
    range.last.push_back(rows.row().get<std::string>(columns + i));
  }
  return range;
}

void run_over(Connection& connection, std::string_view sql, const StatementBatches& batches,
              const std::optional<KeyRange>& range) {
  std::vector<Param> params(2 * batches.key.size(), Param{std::nullopt});
  if (range) {
    params = key_params(range->first);
    for (const Param& param : key_params(range->last)) params.push_back(param);
  }
  const Rows rows = connection.query(sql, params);
}

std::int64_t estimated_rows(Connection& connection, const StatementBatches& batches) {
  Rows rows = connection.query(
      "select sum(c.reltuples)::pg_catalog.int8\n"
      "from pg_catalog.pg_class c\n"
      "where c.relkind = 'r' and c.reltuples > 0\n"
      "  and (c.oid = pg_catalog.to_regclass($1)\n"
      "       or c.oid in (select p.relid\n"
      "                    from pg_catalog.pg_partition_tree(pg_catalog.to_regclass($1)) p))",
      {batches.table});
  return rows.next() ? rows.row().get<std::optional<std::int64_t>>(0).value_or(0) : 0;
}

std::string batch_text(const BatchPosition& position) {
  std::string text = "after " + std::to_string(position.rows) + " rows: ";
  for (std::size_t i = 0; i < position.columns.size(); ++i) {
    text += (i > 0 ? ", " : "") + in_quotes(position.columns[i], '"') + " = " +
            in_quotes(position.values[i], '\'');
  }
  return text;
}

std::optional<BatchPosition> batch_position_of(std::string_view text) {
  BatchPosition position;
  if (!read_word(text, "after ")) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position.rows);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc{} || !read_word(text, " rows: ")) return std::nullopt;
  do {
    if (!read_quoted(text, '"', position.columns.emplace_back()) || !read_word(text, " = ") ||
        !read_quoted(text, '\'', position.values.emplace_back())) {
      return std::nullopt;
    }
  } while (read_word(text, ", "));
  return position;
}

}  // namespace tenon::detail
