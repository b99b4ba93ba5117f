#include "value_list.hpp"

#include <cstring>

#include <tenon/error.hpp>

namespace tenon::detail {

namespace {

[[noreturn]] void refuse_key() {
  throw Error{ErrorKind::misuse, "values of this type join no rows"};
}

}  // namespace

void ValueList::add(const Param& value) {
  const auto push = [&](auto added) {
    using List = std::vector<decltype(added)>;
    if (!std::holds_alternative<List>(values_)) values_ = List{};
    std::get<List>(values_).push_back(std::move(added));
  };
  if (value.is_null() || value.is_array()) refuse_key();
  kind_ = value.kind();
  switch (kind_) {
    case ValueKind::int16:
    case ValueKind::int32:
    case ValueKind::int64:
      return push(value.integer());
    case ValueKind::boolean:
      return push(value.integer() != 0);
    case ValueKind::float32:
    case ValueKind::float64:
      return push(value.real());
    case ValueKind::text:
    case ValueKind::untyped_text:
      return push(std::string{value.text()});
    case ValueKind::bytes: {
      const auto* const data = static_cast<const std::byte*>(value.data());
      return push(Bytes{data, data + value.size()});
    }
    case ValueKind::uuid: {
      Uuid uuid;
      std::memcpy(uuid.bytes, value.data(), sizeof uuid.bytes);
      return push(uuid);
    }
    case ValueKind::decimal:
      numeric_ = value.numeric();
      return push(Decimal{value.decimal()});
    case ValueKind::timestamp:
      return push(Timestamp{value.integer()});
    case ValueKind::date:
      return push(Date{static_cast<std::int32_t>(value.integer())});
    case ValueKind::local_timestamp:
      return push(LocalTimestamp{value.integer()});
    case ValueKind::time:
      return push(Time{value.integer()});
    default:
      refuse_key();
  }
}

Param ValueList::param() const {
  if (kind_ == ValueKind::decimal) return {std::get<std::vector<Decimal>>(values_), numeric_};
  const Param all = std::visit([](const auto& values) { return Param{values}; }, values_);
  return is_untyped() ? all.untyped() : all;
}

void append_bytes(std::string& to, const Param& value) {
  std::string own;
  switch (value.kind()) {
    case ValueKind::text:
    case ValueKind::untyped_text:
    case ValueKind::bytes:
    case ValueKind::uuid:
      own = value.text();
      break;
    case ValueKind::float32:
    case ValueKind::float64: {
      const double real = value.real() == 0 ? 0 : value.real();  // -0 is 0
      own.assign(reinterpret_cast<const char*>(&real), sizeof real);
      break;
    }
    case ValueKind::decimal:
      own = to_string(value.decimal());
      break;
    default:
      own = std::to_string(value.integer());
  }
  to += std::to_string(own.size()) + ':' + own;
}

}  // namespace tenon::detail
