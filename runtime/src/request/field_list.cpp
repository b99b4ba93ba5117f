#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/error.hpp>
#include <tenon/query_fields.hpp>
#include <tenon/table.hpp>
#include <tenon/validate.hpp>

#include "composer.hpp"
#include "page_cursor.hpp"
#include "request/operand.hpp"
#include "request/query_violation.hpp"

namespace tenon::detail {

namespace {

constexpr std::size_t usual_max_sort = 8;
constexpr std::size_t usual_max_in = 100;

bool is_allowed(const std::vector<std::size_t>& allowed, std::size_t field) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), field) != allowed.end();
}

Violation operator_error(std::string_view parameter, const QueryField& field) {
  const std::string expected = operators_of(field);
  return query_value_error(parameter, expected.empty()
                                          ? std::string{"no operator of this field is there"}
                                          : "the operator of this field is " + expected);
}

std::string sortable_names(const FieldList& fields, const std::vector<std::size_t>& allowed) {
  std::vector<std::string_view> names;
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (is_sortable(fields[field]) && is_allowed(allowed, field))
      names.emplace_back(fields[field].name);
  return either_of(names);
}

/// "-created_at,name", a comma in a name as `\,`: `allowed` are the fields, all of them when there
/// are none.
std::optional<Orders> read_order(const FieldList& fields, std::string_view sort,
                                 const std::vector<std::size_t>& allowed, std::size_t max_names,
                                 Violations& violations) {
  if (sort.empty()) return Orders{};
  const std::vector<std::string> names = split_values(sort);
  Violations found;
  if (!check_items(found, "sort", names.size(), 1, static_cast<std::int64_t>(max_names))) {
    add_of_parameter(violations, "sort", found, false);
    return std::nullopt;
  }
  std::vector<Order> order;
  std::set<std::size_t> seen;
  for (const std::string_view each : names) {
    // A field's own name may begin with the sign.
    std::size_t field = fields.find(each);
    const bool is_descending = field == fields.size() && each.substr(0, 1) == "-";
    if (is_descending) field = fields.find(each.substr(1));
    if (field == fields.size() || !is_sortable(fields[field]) || !is_allowed(allowed, field)) {
      const std::string expected = sortable_names(fields, allowed);
      violations.add(
          query_violation("sort", "enum", "Input should be " + expected, {{"expected", expected}}));
      return std::nullopt;
    }
    if (!seen.insert(field).second) {
      violations.add(query_value_error("sort", "a name is given more than once"));
      return std::nullopt;
    }
    order.push_back({*fields[field].column, is_descending});
  }
  return Orders{order};
}

/// Reads a whole query string, parameter by parameter.
class Reading {
 public:
  Reading(const FieldList& fields, Violations& violations, const QueryLimits& limits)
      : fields_(fields), violations_(violations), limits_(limits), before_(violations.total()) {}

  std::optional<ListOptions> read(const QueryString& query) {
    if (limits_.limit < 1 || limits_.max_limit < 1)
      throw Error{ErrorKind::misuse, "a limit of QueryRules is 1 or more"};
    options_.limit = std::min(limits_.limit, limits_.max_limit);
    options_.order = limits_.order;
    for (const QueryString::Pair& pair : query.pairs()) read(pair);
    add_conditions();
    // Which order a cursor is of cannot be told when the order itself is wrong.
    if (!options_.after.empty() && is_order_known_) check_cursor();
    if (violations_.total() != before_) return std::nullopt;
    return std::move(options_);
  }

 private:
  void read(const QueryString::Pair& pair) {
    const std::vector<std::string>& passed_over = limits_.passed_over;
    if (std::find(passed_over.begin(), passed_over.end(), pair.name) != passed_over.end()) return;
    const bool is_ours = pair.name == "sort" || pair.name == "limit" || pair.name == "after";
    if (!is_ours) return read_condition(pair);
    if (!seen_.insert(pair.name).second) return refuse_again(pair.name);
    if (pair.name == "sort") return read_sort(pair.value);
    if (pair.name == "limit") return read_limit(pair.value);
    options_.after = pair.value;
  }

  void refuse_again(std::string_view parameter) {
    violations_.add(query_value_error(parameter, "given more than once"));
  }

  void read_sort(std::string_view sort) {
    std::optional<Orders> order =
        read_order(fields_, sort, limits_.sortable, limits_.max_sort, violations_);
    is_order_known_ = order.has_value();
    if (order && !order->parts().empty()) options_.order = *std::move(order);
  }

  void read_limit(std::string_view text) {
    Violations found;
    if (read_count(text, options_.limit, found) &&
        check_at_least(found, "limit", options_.limit, 1))
      check_at_most(found, "limit", options_.limit, limits_.max_limit);
    add_of_parameter(violations_, "limit", found, false);
  }

  // "created_at__ge": a field and, behind the last two underscores, an operator. A field that is
  // named so itself comes first.
  void read_condition(const QueryString::Pair& pair) {
    std::size_t field = fields_.find(pair.name);
    FilterOperator how = FilterOperator::eq;
    bool is_operator = true;
    if (field == fields_.size()) {
      const std::string_view name = pair.name;
      const std::size_t mark = name.rfind("__");
      if (mark != std::string_view::npos) {
        field = fields_.find(name.substr(0, mark));
        is_operator = from_text(name.substr(mark + 2), how);
      }
    }
    if (field == fields_.size() || !is_allowed(limits_.filterable, field)) {
      violations_.add(
          query_violation(pair.name, "extra_forbidden", "Extra inputs are not permitted"));
    } else if (!is_operator || !has_operator(fields_[field], how)) {
      violations_.add(operator_error(pair.name, fields_[field]));
    } else {
      add_condition({field, how}, pair);
    }
  }

  void add_condition(const std::pair<std::size_t, FilterOperator>& key,
                     const QueryString::Pair& pair) {
    const auto [known, is_new] = conditions_.emplace(key, pair);
    if (is_new) return;
    if (key.second != FilterOperator::in) return refuse_again(pair.name);
    known->second.value += ',' + pair.value;
  }

  // In the order of the fields, whatever that of the request is: equal requests are one statement.
  void add_conditions() {
    if (conditions_.size() > limits_.max_filters) {
      violations_.add(query_value_error(
          "", "more than " + std::to_string(limits_.max_filters) + " conditions"));
      return;
    }
    for (const auto& [key, pair] : conditions_) {
      std::optional<Filter> one = condition(fields_[key.first], key.second, pair.name, pair.value,
                                            limits_.max_in, violations_);
      if (one) options_.where = std::move(options_.where) && *std::move(one);
    }
  }

  void check_cursor() {
    const Table& table = fields_.table();
    if (table.key_size == 0) {
      violations_.add(query_value_error("after", "this list has no pages"));
      return;
    }
    try {
      decode_position(options_.after, table.name, total_order(table, options_.order.parts()));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::bad_value) throw;
      violations_.add(query_value_error("after", error.what()));
    }
  }

  const FieldList& fields_;
  Violations& violations_;
  const QueryLimits& limits_;
  const std::size_t before_;
  ListOptions options_;
  bool is_order_known_ = true;
  std::set<std::string_view> seen_;
  std::map<std::pair<std::size_t, FilterOperator>, QueryString::Pair> conditions_;
};

}  // namespace

std::string_view FieldList::text(std::size_t field) const {
  if (field < size_) return first_[field].name;
  throw Error{ErrorKind::bad_value, "no field of a query has this number"};
}

std::size_t FieldList::find(std::string_view name) const {
  std::size_t field = 0;
  while (field < size_ && first_[field].name != name) ++field;
  return field;
}

std::string FieldList::texts() const {
  std::vector<std::string_view> names;
  for (std::size_t field = 0; field < size_; ++field) names.emplace_back(first_[field].name);
  return either_of(names);
}

std::optional<Orders> FieldList::order(std::string_view sort, Violations& violations) const {
  return read_order(*this, sort, {}, usual_max_sort, violations);
}

std::optional<Filter> FieldList::filter(std::size_t field, FilterOperator how,
                                        std::string_view value, Violations& violations) const {
  std::string parameter{text(field)};
  if (how != FilterOperator::eq) parameter.append("__").append(to_text(how));
  if (has_operator(first_[field], how))
    return condition(first_[field], how, parameter, value, usual_max_in, violations);
  violations.add(operator_error(parameter, first_[field]));
  return std::nullopt;
}

std::optional<ListOptions> FieldList::list(const QueryString& query, Violations& violations,
                                           const QueryLimits& limits) const {
  return Reading{*this, violations, limits}.read(query);
}

}  // namespace tenon::detail
