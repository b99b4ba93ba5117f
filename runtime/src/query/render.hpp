// SQL text that depends on the shape of a call, put together from constants and quoted names;
// values become parameters.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/filter.hpp>
#include <tenon/sql_scanner.hpp>

namespace tenon::detail {

/// A text under construction, with the parameters that it names so far.
class SqlBuilder {
 public:
  explicit SqlBuilder(Dialect dialect) : dialect_(dialect) {}

  SqlBuilder& add(std::string_view text) {
    sql_ += text;
    return *this;
  }
  /// The name in double quotes, quotes in it doubled.
  SqlBuilder& name(std::string_view identifier);
  /// Binds a value and writes its placeholder; returns the number, for use with `again`.
  int bind(const Param& param);
  SqlBuilder& again(int number);
  /// The condition in parentheses where it needs them; nothing for an empty one.
  SqlBuilder& filter(const Filter& filter);

  std::string take_sql() { return std::move(sql_); }
  const std::vector<Param>& params() const { return params_; }

 private:
  void test(const FilterNode& node);
  void any_of(const FilterNode& node);

  Dialect dialect_;
  std::string sql_;
  std::vector<Param> params_;
  std::vector<std::shared_ptr<void>> arrays_;  // what array parameters look at
};

}  // namespace tenon::detail
