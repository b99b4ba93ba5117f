// A condition over the columns of a table, as a plain value. It knows no SQL: the runtime spells it
// for the database that it is sent to, with every value as a parameter.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <tenon/value.hpp>
#include <tenon/value_kind.hpp>

namespace tenon {

/// What the runtime has to know of a column. The texts are literals.
struct ColumnInfo {
  const char* table = "";
  const char* name = "";
  ValueKind kind = ValueKind::none;
  bool is_nullable = false;
  Numeric numeric{};  ///< of a Decimal
};

/// Made by comparing columns (`UserTable::role == Role::author`) and joined with `&&`, `||`, `!`.
/// A Filter without a condition lets every row through. A comparison with a column that is NULL is
/// neither true nor false, as in SQL: such a row does not pass.
class Filter {
 public:
  enum class Kind : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    like,
    is_null,
    is_not_null,
    both,
    either,
    negation
  };
  struct Node {
    Kind kind;
    ColumnInfo column;
    Value value;
  };

  Filter() = default;
  Filter(Kind kind, const ColumnInfo& column, Value value);

  bool is_empty() const { return nodes_.empty(); }
  /// Operands before their operator.
  const std::vector<Node>& nodes() const { return nodes_; }

  friend Filter operator&&(Filter a, Filter b) {
    return joined(Kind::both, std::move(a), std::move(b));
  }
  /// An empty side makes the whole empty: it lets every row through.
  friend Filter operator||(Filter a, Filter b) {
    return joined(Kind::either, std::move(a), std::move(b));
  }
  /// Throws Error misuse for an empty filter: no row would be left.
  friend Filter operator!(Filter filter) { return negated(std::move(filter)); }

 private:
  static Filter joined(Kind kind, Filter a, Filter b);
  static Filter negated(Filter filter);

  std::vector<Node> nodes_;
};

/// One part of an order. NULLs are the greatest values, whichever the database.
struct Order {
  ColumnInfo column;
  bool is_descending = false;
};

}  // namespace tenon
