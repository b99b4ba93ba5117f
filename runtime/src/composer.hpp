// Puts a statement together from constants, quoted names and parameters: one text for each shape of
// a call, so that each shape is prepared once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tenon/filter_node.hpp>
#include <tenon/param.hpp>
#include <tenon/session.hpp>
#include <tenon/statement.hpp>
#include <tenon/table.hpp>

namespace tenon::detail {

/// `name` in double quotes, its own ones doubled.
std::string quoted(std::string_view name);

/// A Decimal of more than 18 digits, or of any number of them: SQLite holds it as text, others as
/// integers that are scaled by the column's type.
bool is_text_on_sqlite(const ColumnInfo& column);

/// The order with the table's key behind it, which makes it total.
std::vector<Order> total_order(const Table& table, const std::vector<Order>& wanted);

class Composer {
 public:
  /// Of a statement about the rows of a table, which lives as long. What takes a column throws
  /// Error misuse for one of another table.
  Composer(Dialect dialect, const Table& table) : dialect_(dialect), scope_{&table, ""} {
    const char first = table.name_in(dialect)[1];  // behind its quotation mark
    alias_letter_ = first == 't' || first == 'T' ? "r" : "t";
    text_.reserve(512);
  }

  Composer& add(std::string_view sql) {
    text_ += sql;
    return *this;
  }
  Composer& add_name(std::string_view name);
  Composer& add_column(const ColumnInfo& column);
  /// The column where its order counts: in ORDER BY and beside `<`. SQLite stores decimals of more
  /// than 18 digits as text, which would be compared letter by letter.
  Composer& add_ordered(const ColumnInfo& column);
  /// The column as it is read.
  Composer& add_read(const ColumnInfo& column);
  bool is_read_otherwise(const ColumnInfo& column) const;
  /// Writes the next `$n`. An Error about it has `argument`, which lives as long, where it has one.
  Composer& add_param(const Param& param, std::string_view argument = {});
  /// Begins the next condition: ` where `, later ` and `.
  Composer& add_condition();
  /// The filter as a condition, or nothing when it is empty. Keeps views into `filter` and into
  /// itself.
  Composer& add_where(const Filter& filter);
  /// The condition of the table's rows that are seen. Throws Error misuse when removed rows are
  /// asked for and the table keeps none.
  Composer& add_seen(const Table& table, Removed removed);
  /// ` order by …`; NULLs are the greatest values.
  Composer& add_order(const std::vector<Order>& order);

  Dialect dialect() const { return dialect_; }
  DynamicStatement statement() const { return DynamicStatement{text_}; }
  /// Of one that writes `table`.
  DynamicStatement statement(const Table& table) const { return {table, text_}; }
  const std::vector<Param>& params() const { return params_; }
  /// Runs the statement, which reads. An Error tells which argument of a request it is about.
  Rows query(Session& session) const;

 private:
  /// The rows that columns are of: those of the statement's table, or of a subquery inside.
  struct Scope {
    const Table* table;
    std::string prefix;  ///< of the names of its columns, where they have one: `t1.`
  };

  std::string column_text(const ColumnInfo& column) const;
  /// `table.` as an inner scope names it.
  std::string name_of_scope() const;
  void add_related(const std::vector<Filter::Node>& nodes, std::size_t at);
  std::size_t begin_of(const std::vector<Filter::Node>& nodes, std::size_t last) const;
  void add_node(const std::vector<Filter::Node>& nodes, std::size_t at);
  /// Those of a chain of one operator without parentheses: SQLite's parser has a hundred of them.
  void add_operands(const std::vector<Filter::Node>& nodes, std::size_t at, Filter::Kind kind);
  void add_comparison(const Filter::Node& node);
  void add_in(const Filter::Node& node);
  void add_like(const Filter::Node& node);
  void add_contains(const Filter::Node& node);
  /// Behind a list parameter: the column's own type.
  void add_list_cast(ValueKind kind);

  Dialect dialect_;
  Scope scope_;
  std::string alias_letter_;
  int aliases_ = 0;
  bool has_condition_ = false;
  std::string text_;
  std::vector<Param> params_;
  struct Argument {
    int parameter;  ///< its number
    std::string_view name;
  };
  std::vector<Argument> arguments_;    // of the parameters that a request said
  std::vector<std::string> patterns_;  // GLOB patterns; reserved so that views into it stay
};

}  // namespace tenon::detail
