// The fields of an entity that a request may name, as generated <entity>_field.cpp files list them:
// each name beside its column. What a request says is read by the rules of JSON, strictly.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/column.hpp>
#include <tenon/json.hpp>
#include <tenon/list.hpp>
#include <tenon/query_string.hpp>
#include <tenon/violations.hpp>

namespace tenon {

namespace detail {

/// Reads the member `value` of an operand, or a list of such; what is wrong the operand reports.
template <class T>
void read_operand(JsonObject& operand, bool is_list, Value& out) {
  if constexpr (is_comparable<T>) {
    if (is_list) {
      std::optional<std::vector<T>> values;
      operand.read_value("value", values);
      if (values) out = Value{sent<std::vector<T>>(*values)};
    } else {
      std::optional<T> value;
      operand.read_value("value", value);
      if (value) out = Value{sent<T>(*value)};
    }
  }
}

}  // namespace detail

/// Said of a text whose type on PostgreSQL has no operators to compare it: `xml`, `point`.
struct NotCompared {};
inline constexpr NotCompared not_compared{};

/// A name in JSON and its column: `{"created_at", UserTable::created_at}`. Both outlive it.
struct QueryField {
  using Read = void (*)(JsonObject& operand, bool is_list, Value& out);

  template <class T>
  constexpr QueryField(const char* in_json, const Column<T>& its_column)
      : name(in_json), column(&its_column) {
    using Inner = typename detail::Nullable<T>::Inner;
    using One = std::conditional_t<detail::List<Inner>, detail::Element<Inner>, Inner>;
    is_enum = std::is_enum_v<One> && !Coded<One>;
    if constexpr (Coded<One> || std::is_enum_v<One>) read = detail::read_operand<One>;
  }

  template <class T>
  constexpr QueryField(const char* in_json, const Column<T>& its_column, NotCompared)
      : QueryField(in_json, its_column) {
    is_compared = false;
  }

  const char* name;  ///< "address.city" of a member of a value object
  const ColumnInfo* column;
  bool is_enum = false;
  bool is_compared = true;
  Read read = nullptr;  ///< of an enum or a type of the application's own; others by their kind
};

namespace detail {

/// QueryRules with the fields as numbers.
struct QueryLimits {
  std::int64_t limit;
  std::int64_t max_limit;
  const Orders& order;
  const std::vector<std::size_t>& sortable;
  const std::vector<std::size_t>& filterable;
  const std::vector<std::string>& passed_over;
  std::size_t max_sort;
  std::size_t max_filters;
  std::size_t max_in;
};

/// The same as tenon::QueryFields, by number.
class FieldList {
 public:
  constexpr FieldList(const Table& table, const QueryField* first, std::size_t size)
      : table_(table), first_(first), size_(size) {}

  std::size_t size() const { return size_; }
  const QueryField& operator[](std::size_t field) const { return first_[field]; }
  const Table& table() const { return table_; }
  /// Throws Error bad_value when there is no such field.
  std::string_view text(std::size_t field) const;
  /// The number of the field with this name; size() when there is none.
  std::size_t find(std::string_view name) const;
  /// "'id', 'email' or 'name'"
  std::string texts() const;

  std::optional<Orders> order(std::string_view sort, Violations& violations) const;
  std::optional<Filter> filter(std::size_t field, FilterOperator how, std::string_view value,
                               Violations& violations) const;
  std::optional<ListOptions> list(const QueryString& query, Violations& violations,
                                  const QueryLimits& limits) const;

 private:
  const Table& table_;
  const QueryField* first_;
  std::size_t size_;
};

}  // namespace detail

/// What a request may name of a table; `Field` numbers the list.
template <class Field>
class QueryFields {
 public:
  template <std::size_t N>
  constexpr QueryFields(const Table& table, const QueryField (&fields)[N])
      : list_(table, fields, N) {}

  std::string_view text(Field field) const { return list_.text(number(field)); }
  bool find(std::string_view text, Field& field) const {
    const std::size_t found = list_.find(text);
    if (found == list_.size()) return false;
    field = static_cast<Field>(found);
    return true;
  }
  std::string texts() const { return list_.texts(); }

  /// Of "-created_at,name". Nothing is returned when there is something wrong, which is added to
  /// `violations`; so with the next two.
  std::optional<Orders> order(std::string_view sort, Violations& violations) const {
    return list_.order(sort, violations);
  }
  std::optional<Filter> filter(Field field, FilterOperator how, std::string_view value,
                               Violations& violations) const {
    return list_.filter(number(field), how, value, violations);
  }
  std::optional<ListOptions> list(const QueryString& query, Violations& violations,
                                  const QueryRules<Field>& rules) const {
    return list_.list(query, violations,
                      {rules.limit, rules.max_limit, rules.order, rules.sortable.numbers(),
                       rules.filterable.numbers(), rules.passed_over, rules.max_sort,
                       rules.max_filters, rules.max_in});
  }

 private:
  static constexpr std::size_t number(Field field) { return static_cast<std::size_t>(field); }

  detail::FieldList list_;
};

}  // namespace tenon
