// A condition over the columns of a table, as a plain value, which the runtime spells as SQL.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>  // and std::swap: <utility> would weigh on every generated header
#include <string_view>
#include <vector>

#include <tenon/fwd.hpp>
#include <tenon/value_kind.hpp>

namespace tenon {

/// What the runtime has to know of a column. The texts are literals. A statement about rows of
/// another table refuses it with Error misuse.
struct ColumnInfo {
  const Table* table = nullptr;
  const char* name = "";
  ValueKind kind = ValueKind::none;
  bool is_nullable = false;
  Numeric numeric{};     ///< of a Decimal
  bool is_list = false;  ///< then `kind` is that of its elements
  /// By a collation of its own: PostgreSQL has no LIKE by one that takes different texts for equal.
  bool is_collated = false;
  /// How PostgreSQL gives a type that the model names, `"address"::text`; nullptr is by its name.
  const char* read = nullptr;
};

/// What a filter or a cursor owns: a value or a list, of one of the types that a column can have.
class Value {
 public:
  Value() = default;  ///< none
  /// Of the types of ValueKind (enums go as their text) and of vectors that Param takes as arrays.
  template <class T>
  explicit Value(T value);
  Value(const Value& other);
  Value(Value&& other) noexcept : held_(other.held_) { other.held_ = nullptr; }
  Value& operator=(Value other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Value();

  /// A view for a statement, in the column's type; NULL when there is no value.
  Param param(const ColumnInfo& column) const;

 private:
  struct Held;
  Held* held_ = nullptr;
};

/// Made by comparing columns (`UserTable::role == Role::author`) and joined with `&&`, `||`, `!`.
/// An empty one lets every row through. No comparison with NULL is true, as in SQL.
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
    contains,
    is_null,
    is_not_null,
    every_row,
    both,
    either,
    negation,
    related  ///< there is such a row of a relation
  };
  struct Node;

  Filter() = default;
  Filter(Kind kind, const ColumnInfo& column, Value value);
  Filter(const Filter& other);
  Filter(Filter&& other) noexcept : nodes_(other.nodes_) { other.nodes_ = nullptr; }
  __attribute__((unavailable("a filter compares columns: UserTable::id == 7"))) Filter(bool);
  __attribute__((unavailable("a filter says what the column is"))) Filter(const ColumnInfo&);
  __attribute__((unavailable("a relation's filter is a call: posts()"))) Filter(const Relation&);
  Filter& operator=(Filter other) noexcept;
  ~Filter();

  /// What Error::argument() says when a database refuses a value of this comparison.
  Filter&& of_argument(std::string_view name) &&;

  /// Every row, said in so many words: what changes rows refuses an empty filter.
  static Filter every_row();

  static Filter joined(Kind kind, Filter a, Filter b);
  bool is_empty() const { return nodes_ == nullptr; }
  /// Operands before their operator; <tenon/filter_node.hpp> has what they are.
  const std::vector<Node>& nodes() const;

  friend Filter operator!(Filter filter);

 private:
  friend class Relation;

  std::vector<Node>* nodes_ = nullptr;  // none of an empty filter
};

namespace detail {
/// What stands where a comparison has its column, or with a relation, which has no value.
struct Misplaced {
  template <class V>
  requires(!std::is_base_of_v<ColumnInfo, V>)
      __attribute__((unavailable("columns are compared: column < value"))) Misplaced(const V&);
};
struct Uncompared {
  __attribute__((unavailable("a filter says what columns are"))) Uncompared(const ColumnInfo&);
};
}  // namespace detail

Filter operator&&(Filter a, Filter b);
Filter operator&&(const ColumnInfo&, detail::Uncompared);
/// An empty side makes the whole empty: it lets every row through.
Filter operator||(Filter a, Filter b);
Filter operator||(const ColumnInfo&, detail::Uncompared);
/// Throws Error misuse for an empty filter: no row would be left.
Filter operator!(Filter filter);

/// The text as a pattern that matches it alone: `name.like(escape_like(typed) + "%")`.
std::string escape_like(std::string_view text);

/// One part of an order. NULLs are the greatest values, whichever the database.
struct Order {
  ColumnInfo column;
  bool is_descending = false;
};

/// The parts of an order, the most significant first: `{UserTable::name.asc()}`.
class Orders {
 public:
  Orders() = default;
  Orders(std::initializer_list<Order> parts);
  Orders(const std::vector<Order>& parts);
  Orders(const Orders& other);
  Orders(Orders&& other) noexcept : parts_(other.parts_) { other.parts_ = nullptr; }
  template <class... T>
  __attribute__((unavailable("an order is {UserTable::name.asc()}"))) Orders(const T&...);
  Orders& operator=(Orders other) noexcept;
  ~Orders();

  const std::vector<Order>& parts() const;

 private:
  std::vector<Order>* parts_ = nullptr;  // as Filter holds its nodes
};

}  // namespace tenon
