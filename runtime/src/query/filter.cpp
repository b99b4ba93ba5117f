#include <tenon/filter.hpp>

#include <utility>

namespace tenon {

namespace detail {

Value::Value(const Param& param)
    : kind_(param.kind()), is_null_(param.is_null()), numeric_(param.numeric()) {
  if (is_null_) return;
  switch (kind_) {
    case ValueKind::text:
    case ValueKind::bytes:
    case ValueKind::uuid:
      bytes_ = param.text();
      break;
    case ValueKind::decimal:
      decimal_ = param.decimal();
      break;
    case ValueKind::float32:
    case ValueKind::float64:
      real_ = param.real();
      break;
    default:
      integer_ = param.integer();
  }
}

Param Value::param() const {
  if (is_null_) return Param::null(kind_);
  switch (kind_) {
    case ValueKind::boolean:
      return Param{integer_ != 0};
    case ValueKind::int16:
      return Param{static_cast<std::int16_t>(integer_)};
    case ValueKind::int32:
      return Param{static_cast<std::int32_t>(integer_)};
    case ValueKind::float32:
      return Param{static_cast<float>(real_)};
    case ValueKind::float64:
      return Param{real_};
    case ValueKind::timestamp:
      return Param{Timestamp{integer_}};
    case ValueKind::date:
      return Param{Date{static_cast<std::int32_t>(integer_)}};
    case ValueKind::decimal:
      return Param{decimal_, numeric_};
    case ValueKind::text:
      return Param{std::string_view{bytes_}};
    case ValueKind::bytes:
    case ValueKind::uuid:
      return Param::raw(kind_, bytes_);
    default:
      return Param{integer_};
  }
}

}  // namespace detail

Filter Filter::join(Filter a, const Filter& b, detail::FilterOp op) {
  // An empty filter holds for every row: the neutral element of &&, the absorbing one of ||.
  if (a.empty()) return op == detail::FilterOp::both ? b : a;
  if (b.empty()) return op == detail::FilterOp::both ? a : b;
  a.nodes_.insert(a.nodes_.end(), b.nodes_.begin(), b.nodes_.end());
  a.nodes_.push_back({op, {}, {}});
  return a;
}

Filter Filter::operator!() const {
  // The negation of an empty condition stands alone in the list: the renderer makes "no row" of it.
  Filter negated = *this;
  negated.nodes_.push_back({detail::FilterOp::negation, {}, {}});
  return negated;
}

}  // namespace tenon
