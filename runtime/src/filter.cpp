#include <tenon/filter.hpp>

#include <iterator>
#include <utility>

#include <tenon/error.hpp>
#include <tenon/filter_node.hpp>
#include <tenon/relation.hpp>

namespace tenon {

namespace {

template <class T>
std::vector<T>* copy_of(const std::vector<T>* list) {
  return list == nullptr ? nullptr : new std::vector<T>(*list);
}

template <class T>
const std::vector<T>& list_or_none(const std::vector<T>* list) {
  static const std::vector<T> none;
  return list == nullptr ? none : *list;
}

}  // namespace

Filter::Filter(Kind kind, const ColumnInfo& column, Value value)
    : nodes_(new std::vector<Node>(1, Node{kind, column, std::move(value)})) {}

Filter::Filter(const Filter& other) : nodes_(copy_of(other.nodes_)) {}

Filter& Filter::operator=(Filter other) noexcept {
  std::swap(nodes_, other.nodes_);
  return *this;
}

Filter::~Filter() { delete nodes_; }

Filter&& Filter::of_argument(std::string_view name) && {
  if (nodes_ != nullptr) nodes_->back().argument = name;
  return std::move(*this);
}

Filter Filter::every_row() { return {Kind::every_row, {}, {}}; }

const std::vector<Filter::Node>& Filter::nodes() const { return list_or_none(nodes_); }

Filter Filter::joined(Kind kind, Filter a, Filter b) {
  if (a.is_empty() || b.is_empty()) {
    // “All rows and b” is b; “all rows or b” is all rows.
    if (kind == Kind::either) return {};
    return a.is_empty() ? std::move(b) : std::move(a);
  }
  a.nodes_->insert(a.nodes_->end(), std::make_move_iterator(b.nodes_->begin()),
                   std::make_move_iterator(b.nodes_->end()));
  a.nodes_->push_back({kind, {}, {}});
  return a;
}

Filter operator&&(Filter a, Filter b) {
  return Filter::joined(Filter::Kind::both, std::move(a), std::move(b));
}

Filter operator||(Filter a, Filter b) {
  return Filter::joined(Filter::Kind::either, std::move(a), std::move(b));
}

Filter operator!(Filter filter) {
  if (filter.is_empty()) {
    throw Error{ErrorKind::misuse, "an empty filter lets every row through and has no opposite"};
  }
  if (filter.nodes_->back().kind == Filter::Kind::negation) {
    filter.nodes_->pop_back();
  } else {
    filter.nodes_->push_back({Filter::Kind::negation, {}, {}});
  }
  return filter;
}

Filter Relation::operator()(Filter there) const {
  if (there.is_empty()) there = Filter::every_row();
  there.nodes_->push_back({Filter::Kind::related, {}, {}, this});
  return there;
}

std::string escape_like(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

Orders::Orders(std::initializer_list<Order> parts) : parts_(new std::vector<Order>(parts)) {}

Orders::Orders(const std::vector<Order>& parts) : parts_(new std::vector<Order>(parts)) {}

Orders::Orders(const Orders& other) : parts_(copy_of(other.parts_)) {}

Orders& Orders::operator=(Orders other) noexcept {
  std::swap(parts_, other.parts_);
  return *this;
}

Orders::~Orders() { delete parts_; }

const std::vector<Order>& Orders::parts() const { return list_or_none(parts_); }

}  // namespace tenon
