#include <tenon/filter.hpp>

#include <iterator>

#include <tenon/error.hpp>

namespace tenon {

Filter::Filter(Kind kind, const ColumnInfo& column, Value value) {
  nodes_.push_back({kind, column, std::move(value)});
}

Filter Filter::joined(Kind kind, Filter a, Filter b) {
  if (a.is_empty() || b.is_empty()) {
    // “All rows and b” is b; “all rows or b” is all rows.
    if (kind == Kind::either) return {};
    return a.is_empty() ? std::move(b) : std::move(a);
  }
  a.nodes_.insert(a.nodes_.end(), std::make_move_iterator(b.nodes_.begin()),
                  std::make_move_iterator(b.nodes_.end()));
  a.nodes_.push_back({kind, {}, {}});
  return a;
}

Filter Filter::negated(Filter filter) {
  if (filter.is_empty()) {
    throw Error{ErrorKind::misuse, "an empty filter lets every row through and has no opposite"};
  }
  filter.nodes_.push_back({Kind::negation, {}, {}});
  return filter;
}

}  // namespace tenon
