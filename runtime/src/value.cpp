#include <tenon/filter.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <tenon/param.hpp>
#include <tenon/required.hpp>

namespace tenon {

struct Value::Held {
  std::variant<bool, std::int64_t, double, std::string, Bytes, Uuid, Decimal, Timestamp, Date,
               LocalTimestamp, Time, Interval, Json, std::vector<bool>, std::vector<Bytes>,
               std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>,
               std::vector<Uuid>, std::vector<Decimal>, std::vector<Timestamp>, std::vector<Date>,
               std::vector<LocalTimestamp>, std::vector<Time>, std::vector<Json>>
      value;
};

template <class T>
Value::Value(T value) : held_(new Held{std::move(value)}) {}

template Value::Value(bool);
template Value::Value(std::int64_t);
template Value::Value(double);
template Value::Value(std::string);
template Value::Value(Bytes);
template Value::Value(Uuid);
template Value::Value(Decimal);
template Value::Value(Timestamp);
template Value::Value(Date);
template Value::Value(LocalTimestamp);
template Value::Value(Time);
template Value::Value(Interval);
template Value::Value(Json);
template Value::Value(std::vector<bool>);
template Value::Value(std::vector<Bytes>);
template Value::Value(std::vector<std::int64_t>);
template Value::Value(std::vector<double>);
template Value::Value(std::vector<std::string>);
template Value::Value(std::vector<Uuid>);
template Value::Value(std::vector<Decimal>);
template Value::Value(std::vector<Timestamp>);
template Value::Value(std::vector<Date>);
template Value::Value(std::vector<LocalTimestamp>);
template Value::Value(std::vector<Time>);
template Value::Value(std::vector<Json>);

Value::Value(const Value& other)
    : held_(other.held_ == nullptr ? nullptr : new Held{*other.held_}) {}

Value::~Value() { delete held_; }

Param Value::param(const ColumnInfo& column) const {
  if (held_ == nullptr) return std::nullopt;
  return std::visit(
      [&](const auto& value) -> Param {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Decimal> || std::is_same_v<T, std::vector<Decimal>>) {
          return Param{value, column.numeric};
        } else if (column.kind == ValueKind::untyped_text) {
          return Param{value}.untyped();
        } else {
          return Param{value};
        }
      },
      held_->value);
}

// What would make everybody who only includes the header compile vectors and optionals.

Param::Param(const Bytes& value) : Param(ValueKind::bytes, value.data(), value.size()) {}

Param::Param(const std::optional<Decimal>& value, Numeric type)
    : Param(value ? Param(*value, type) : Param(ValueKind::decimal)) {}

Param::Param(const std::vector<Decimal>& values, Numeric type) : Param(values) {
  more_.numeric = type;
}

Param::Param(const std::optional<std::vector<Decimal>>& values, Numeric type) : Param(values) {
  more_.numeric = type;
}

Param::Param(const Required<std::vector<Decimal>>& values, Numeric type) : Param(*values, type) {}

namespace {

template <class T>
const T& element_at(const Param& array, std::size_t at) {
  return static_cast<const T*>(array.data())[at];
}

}  // namespace

Param Param::element(std::size_t at) const {
  switch (kind_) {
    case ValueKind::boolean: {
      const bool value = (*static_cast<const std::vector<bool>*>(value_.data))[at];
      return value;
    }
    case ValueKind::int16:
      return element_at<std::int16_t>(*this, at);
    case ValueKind::int32:
      return element_at<std::int32_t>(*this, at);
    case ValueKind::int64:
      return element_at<std::int64_t>(*this, at);
    case ValueKind::float32:
      return element_at<float>(*this, at);
    case ValueKind::float64:
      return element_at<double>(*this, at);
    case ValueKind::text:
    case ValueKind::untyped_text:
      if (is_enum_) return more_.text_of(value_.data, at);
      return element_at<std::string>(*this, at);
    case ValueKind::bytes:
      return element_at<Bytes>(*this, at);
    case ValueKind::uuid:
      return element_at<Uuid>(*this, at);
    case ValueKind::decimal:
      return {element_at<Decimal>(*this, at), more_.numeric};
    case ValueKind::timestamp:
      return element_at<Timestamp>(*this, at);
    case ValueKind::date:
      return element_at<Date>(*this, at);
    case ValueKind::local_timestamp:
      return element_at<LocalTimestamp>(*this, at);
    case ValueKind::time:
      return element_at<Time>(*this, at);
    case ValueKind::interval:
      return element_at<Interval>(*this, at);
    case ValueKind::json:
      return element_at<Json>(*this, at);
    case ValueKind::none:
      break;
  }
  return std::nullopt;
}

Params::Params(const std::vector<Param>& params) : Params(params.data(), params.size()) {}

}  // namespace tenon
