// What SQLite's statements rename: it has no numbers that stay behind its names, but also no code
// on the server, so that the statements say all that happens.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "introspect/identity.hpp"
#include "introspect/sql_tokens.hpp"

namespace tenon::introspect {
namespace {

using schema::TableName;

/// `audit.users` is table users of schema audit.
TableName table_named(const std::string& name) {
  const std::size_t point = name.find('.');
  if (point == std::string::npos) return {"", name};
  return {name.substr(0, point), name.substr(point + 1)};
}

/// A table that has been filled from another one.
struct Copy {
  TableName source;
  std::vector<std::pair<std::string, std::string>> columns;  ///< its own, and the other's
  bool is_whole = false;                                     ///< no row was left out
};

/// What a new column is given.
struct Value {
  std::string column;          ///< the column that it is; "" where it is made of something else
  std::set<std::string> read;  ///< all names in it, in lower case
  bool is_aggregate = false;   ///< it makes one row of many
};

/// Whether the function makes one value of many rows.
bool aggregates(const Token& name) {
  static const std::set<std::string> functions{"avg", "count",      "group_concat", "max",
                                               "min", "string_agg", "sum",          "total"};
  return name.is_identifier() && functions.count(base::to_lower(name.text)) != 0;
}

class Tracker : private TokenReader {
 public:
  Tracker(const schema::Schema& before, bool has_schemas)
      : lineage_(before), has_schemas_(has_schemas) {
    for (const schema::Table& table : before.tables) {
      Columns& columns = columns_[{table.schema, table.name}];
      for (const schema::Column& column : table.columns) columns.push_back(column.name);
    }
  }

  void read(const std::string& sql) {
    sql_ = sql;
    tokens_ = tokenize(sql, !has_schemas_);
    at_ = 0;
    if (accept("create")) create();
    if (accept("drop") && accept("table")) drop();
    if (accept("alter") && accept("table")) alter();
    if (accept("insert") || accept("replace")) insert();
    if (accept("update")) update();
  }

  SqlRenamings result() const {
    SqlRenamings found;
    found.possible = lineage_.renamings();
    for (const schema::Renaming& one : found.possible) {
      const auto guesses = guessed_.find(one.now);
      const bool is_guess = guesses != guessed_.end() && guesses->second.count(one.to) != 0;
      if (!is_guess) found.certain.insert(one);
    }
    found.copied = copied_;
    for (const schema::Item& item : lineage_.gone()) {
      const std::optional<TableName> table = table_now(item);
      if (!table) continue;
      const auto fill = fills_.find({*table, base::to_lower(item.column)});
      const bool is_filled =
          fill != fills_.end() && fill->second.count(base::to_lower(item.column)) != 0;
      (is_filled ? found.copied : found.replaced).insert(item);
    }
    for (const schema::Item& item : thinned_)
      if (table_now(item)) found.replaced.insert(item);
    return found;
  }

 private:
  using Columns = std::vector<std::string>;

  static bool is_same(const std::string& a, const std::string& b) {
    return base::to_lower(a) == base::to_lower(b);
  }

  /// The table that has the item's name now, or in which its column's name is.
  std::optional<TableName> table_now(const schema::Item& item) const {
    for (const auto& [table, columns] : columns_) {
      const std::optional<TableName> was = lineage_.origin(table);
      if (item.column.empty()) {
        if (is_same(table.schema, item.table.schema) && is_same(table.name, item.table.name))
          return table;
      } else if (was == item.table) {
        for (const std::string& column : columns)
          if (is_same(column, item.column)) return table;
      }
    }
    return std::nullopt;
  }

  void skip_if_exists() {
    if (!accept("if")) return;
    accept("not");
    accept("exists");
  }
  std::string name() {
    const Token& here = peek();
    if (here.kind != Token::Kind::end) ++at_;
    return here.kind == Token::Kind::word ? sql_.substr(here.begin, here.end - here.begin)
                                          : here.text;
  }
  /// The table as it is known, whatever its case here.
  TableName table() {
    std::string text = name();
    if (peek().is(".")) {
      ++at_;
      const std::string inner = name();
      text = has_schemas_ && text != "public" ? text + "." + inner : inner;
    }
    TableName spelled = table_named(text);
    for (const auto& [known, columns] : columns_) {
      if (base::to_lower(schema::display_name(known.schema, known.name)) == base::to_lower(text))
        return known;
    }
    return spelled;
  }
  std::string column_of(const TableName& table, const std::string& text) const {
    const auto known = columns_.find(table);
    if (known == columns_.end()) return text;
    for (const std::string& column : known->second)
      if (base::to_lower(column) == base::to_lower(text)) return column;
    return text;
  }

  void create() {
    if (!accept("table")) return;
    skip_if_exists();
    const TableName made = table();
    lineage_.create(made);
    copies_.erase(made);
    Columns& columns = columns_[made];
    columns.clear();
    if (!accept("(")) return;
    static const std::set<std::string> constraints{"constraint", "primary", "unique", "check",
                                                   "foreign"};
    bool is_first = true;
    for (int depth = 1; depth > 0 && !at_end();) {
      const bool is_constraint =
          peek().kind == Token::Kind::word && constraints.count(peek().text) != 0;
      if (is_first && !is_constraint) columns.push_back(name());
      is_first = depth == 1 && peek().is(",");
      if (peek().is("(")) ++depth;
      if (peek().is(")")) --depth;
      ++at_;
    }
  }

  /// What was copied from the table before is all that is left of it.
  void drop() {
    skip_if_exists();
    do drop(table());
    while (accept(","));
  }

  void drop(const TableName& gone) {
    for (auto copy = copies_.begin(); copy != copies_.end();) {
      if (copy->second.source == gone) {
        inherit(copy->first, copy->second);
        copy = copies_.erase(copy);
      } else {
        ++copy;
      }
    }
    lineage_.drop(gone);
    columns_.erase(gone);
    guessed_.erase(gone);
  }

  void inherit(const TableName& table, const Copy& copy) {
    const std::optional<TableName> old = lineage_.origin(copy.source);
    if (!old) return;
    std::map<std::string, std::string> columns;
    std::set<std::string> guesses;
    (copy.is_whole ? copied_ : thinned_).insert({*old, {}});
    for (const auto& [own, other] : copy.columns) {
      const std::optional<std::string> origin = lineage_.origin(copy.source, other);
      if (!origin) continue;
      copied_.insert({*old, *origin});
      columns[own] = *origin;
      const auto before = guessed_.find(copy.source);
      const bool was_guess = before != guessed_.end() && before->second.count(other) != 0;
      if (own != other || was_guess) guesses.insert(own);
    }
    guesses.insert("");  // its own name, until it takes the one of the other
    heirs_[table] = copy.source;
    guessed_[table] = std::move(guesses);
    lineage_.inherit(table, *old, std::move(columns));
  }

  void alter() {
    skip_if_exists();
    accept("only");
    const TableName changed = table();
    if (accept("rename")) return rename(changed);
    if (accept("drop")) {
      accept("column");
      skip_if_exists();
      const std::string gone = column_of(changed, name());
      lineage_.drop(changed, gone);
      Columns& columns = columns_[changed];
      columns.erase(std::remove(columns.begin(), columns.end(), gone), columns.end());
    } else if (accept("add")) {
      accept("column");
      skip_if_exists();
      const std::string added = name();
      lineage_.add(changed, added);
      columns_[changed].push_back(added);
    }
  }

  void rename(const TableName& changed) {
    if (peek().is("to")) {
      ++at_;
      const TableName to = table_named(name());
      lineage_.rename(changed, to);
      move(columns_, changed, to);
      move(copies_, changed, to);
      move(guessed_, changed, to);
      for (const std::string& column : columns_[to])
        move(fills_, {changed, base::to_lower(column)}, {to, base::to_lower(column)});
      for (auto& [target, copy] : copies_)
        if (copy.source == changed) copy.source = to;
      const auto heir = heirs_.find(changed);
      if (heir != heirs_.end() && heir->second == to) guessed_[to].erase("");
      return;
    }
    accept("column");
    const std::string from = column_of(changed, name());
    accept("to");
    const std::string to = name();
    lineage_.rename(changed, from, to);
    move(fills_, {changed, base::to_lower(from)}, {changed, base::to_lower(to)});
    Columns& columns = columns_[changed];
    std::replace(columns.begin(), columns.end(), from, to);
  }

  template <class Map>
  static void move(Map& map, const typename Map::key_type& from, const typename Map::key_type& to) {
    auto node = map.extract(from);
    if (!node.empty()) map[to] = std::move(node.mapped());
  }

  /// INSERT INTO new (a, b) SELECT x, y FROM old: the copy of a table that is made anew.
  void insert() {
    while (!at_end() && !accept("into")) ++at_;
    const TableName target = table();
    const bool is_new = columns_.count(target) != 0 && !lineage_.origin(target);
    if (!is_new) return;
    Columns own = columns_[target];
    if (accept("(")) own = names_until_close();
    if (accept("overriding")) at_ += 2;
    if (!accept("select")) return;
    const bool is_distinct = accept("distinct");
    std::vector<Value> values = selected();
    if (!accept("from")) return;
    // Rows on their way have the names of the columns that they come from.
    std::size_t stages = 0;
    for (; accept("("); ++stages) {
      if (!accept("select")) return;
      selected();
      if (!accept("from")) return;
    }
    Copy copy;
    accept("only");
    copy.source = table();
    skip_alias();
    while (stages > 0 && accept(")")) --stages;
    const bool is_one_row = std::any_of(values.begin(), values.end(),
                                        [](const Value& value) { return value.is_aggregate; });
    copy.is_whole = !is_distinct && !is_one_row && is_all_rows();
    if (values.size() == 1 && values[0].column == "*") {
      values.clear();
      for (const std::string& column : columns_[copy.source]) values.push_back({column, {}});
    }
    for (std::size_t i = 0; i < std::min(own.size(), values.size()); ++i) {
      const std::string value = column_of(copy.source, values[i].column);
      const bool is_changed = value.empty() && values[i].read.count(base::to_lower(own[i])) != 0;
      if (!value.empty() || is_changed)
        copy.columns.push_back({own[i], is_changed ? own[i] : value});
      if (copy.is_whole) fills_[{target, base::to_lower(own[i])}].merge(values[i].read);
    }
    copies_[target] = std::move(copy);
  }

  /// Behind the table of a SELECT.
  bool is_all_rows() const {
    if (is_end()) return true;
    return peek().is("order") &&
           std::none_of(tokens_.begin(), tokens_.end(), [](const Token& each) {
             return each.is("limit") || each.is("offset") || each.is("fetch");
           });
  }

  bool is_end() const { return at_end() || peek().is(";"); }

  void skip_alias() {
    if (accept("as") || (peek().is_identifier() && peek(1).kind == Token::Kind::end)) name();
  }

  /// UPDATE t SET new = f(old): the copy of a column that is made anew.
  void update() {
    accept("only");
    const TableName target = table();
    while (!at_end() && !accept("set")) ++at_;
    std::map<std::string, std::set<std::string>> written;
    do {
      const std::string column = base::to_lower(name());
      if (peek().is(".") || !accept("=")) return;  // what is set is not told one by one
      written[column] = read_until({",", "where", "from", "returning"}).read;
    } while (accept(","));
    const bool is_joined = peek().is("from");
    const std::optional<std::set<std::string>> present = rows_meant();
    if (is_joined || !present) return;
    for (auto& [column, read] : written) {
      const bool is_new = !lineage_.origin(target, column_of(target, column));
      // Rows without a value have none to copy.
      const bool is_all = std::includes(read.begin(), read.end(), present->begin(), present->end());
      if (is_new && is_all) fills_[{target, column}].merge(read);
    }
  }

  /// Of an UPDATE: the columns that its rows have a value in; none: the condition leaves others
  /// out.
  std::optional<std::set<std::string>> rows_meant() {
    std::set<std::string> present;
    if (!accept("where")) return present;
    do {
      const bool is_key = accept("(");
      std::string column = base::to_lower(name());
      while (is_key && !at_end() && !accept(")")) ++at_;
      if (accept("between")) {
        skip_parameters();
        if (!accept("and")) return std::nullopt;
        skip_parameters();
      } else if (accept("is") && accept("not") && accept("null")) {
        present.insert(std::move(column));
      } else {
        return std::nullopt;
      }
    } while (accept("and"));
    if (!is_end()) return std::nullopt;
    return present;
  }

  /// `$1`, `($1, $2)`: the bounds of batches, which go over all rows.
  void skip_parameters() {
    while (peek().is("(") || peek().is(")") || peek().is(",") ||
           (!peek().text.empty() && peek().text.front() == '$'))
      ++at_;
  }

  Columns names_until_close() {
    Columns names;
    while (!at_end() && !accept(")"))
      if (!accept(",")) names.push_back(name());
    return names;
  }

  /// What a SELECT gives, up to its FROM.
  std::vector<Value> selected() {
    std::vector<Value> values;
    do values.push_back(read_until({",", "from"}));
    while (accept(","));
    return values;
  }

  /// The expression up to the first of these words outside its parentheses.
  Value read_until(const std::vector<std::string_view>& ends) {
    Value value;
    const std::size_t first = at_;
    const auto is_over = [&] {
      return std::any_of(ends.begin(), ends.end(), [&](auto end) { return peek().is(end); });
    };
    int query = 0;  // the depth of a SELECT in it, whose rows are its own
    for (int depth = 0; !at_end() && (depth > 0 || !is_over()); ++at_) {
      if (peek().is("(")) ++depth;
      if (peek().is(")") && depth-- == query) query = 0;
      if (peek().is("select") && query == 0) query = depth;
      value.is_aggregate |= query == 0 && aggregates(peek()) && peek(1).is("(");
      if (peek().is_identifier()) value.read.insert(base::to_lower(peek().text));
    }
    const std::size_t end = at_;
    const bool is_qualified =
        end == first + 3 && tokens_[first].is_identifier() && tokens_[first + 1].is(".");
    const std::size_t last = is_qualified ? first + 2 : first;
    if (end != last + 1 || !(tokens_[last].is_identifier() || tokens_[last].is("*"))) return value;
    at_ = last;
    value.column = name();
    at_ = end;
    return value;
  }

  schema::Lineage lineage_;
  std::map<TableName, Columns> columns_;
  std::map<TableName, Copy> copies_;
  /// Of a table that was made anew: the columns that were copied from another name, "" for its own.
  std::map<TableName, std::set<std::string>> guessed_;
  std::map<TableName, TableName> heirs_;  ///< and what they took over from
  schema::Items copied_;                  ///< and what came along
  schema::Items thinned_;                 ///< tables of which some rows came along
  /// The columns that a new column was filled from, all in lower case.
  std::map<std::pair<TableName, std::string>, std::set<std::string>> fills_;
  bool has_schemas_ = false;
  std::string sql_;
};

}  // namespace

SqlRenamings sqlite_renamings(const std::vector<std::string>& statements,
                              const schema::Schema& before) {
  Tracker tracker{before, false};
  for (const std::string& sql : statements) tracker.read(sql);
  return tracker.result();
}

void leave_out_copies(const std::vector<std::string>& statements, const schema::Schema& before,
                      schema::Items& replaced) {
  Tracker tracker{before, true};
  for (const std::string& sql : statements) tracker.read(sql);
  const SqlRenamings made = tracker.result();
  for (const schema::Item& item : made.copied) {
    if (replaced.erase(item) == 0 || !item.column.empty()) continue;
    for (const schema::Item& left : made.replaced)
      if (left.table == item.table) replaced.insert(left);
  }
}

}  // namespace tenon::introspect
