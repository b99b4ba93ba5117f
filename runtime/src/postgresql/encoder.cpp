#include "encoder.hpp"

#include <utility>

#include <tenon/error.hpp>

#include "binary_value.hpp"
#include "list_text.hpp"
#include "parameter_type.hpp"

namespace tenon::postgresql {

namespace {

// Formats of a parameter on the wire.
constexpr int text_format = 0;
constexpr int binary_format = 1;

// A null pointer would be NULL.
const char* bytes_of(const Param& param) {
  return param.data() == nullptr ? "" : static_cast<const char*>(param.data());
}

std::uint64_t mixed(std::uint64_t signature, Oid type) {
  return (signature + type) * 0x9E3779B97F4A7C15ULL;
}

}  // namespace

void Encoder::encode(Params params) {
  const std::size_t count = params.size();
  make_room(count);
  // Locals: a store of bytes could change any member, as far as the compiler knows.
  const char** const values = values_.data();
  int* const lengths = lengths_.data();
  int* const formats = formats_.data();
  Oid* const types = types_.data();
  std::uint64_t signature = 0;
  for (std::size_t at = 0; at < count; ++at) {
    const Param& param = params[at];
    const Oid type = param.is_array() ? array_type_of(param.kind()) : type_of(param.kind());
    types[at] = type;
    formats[at] = binary_format;
    signature = mixed(signature, type);
    if (param.is_null()) {
      values[at] = nullptr;
      lengths[at] = 0;
    } else if (type == oid::text) {
      check_text(at, param.text());
      values[at] = bytes_of(param);
      lengths[at] = static_cast<int>(param.size());
    } else {
      encode_other(at, param);
    }
  }
  signature_ = signature;
}

void Encoder::encode(const ArrayColumns& columns) {
  make_room(columns.size());
  signature_ = 0;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const std::string_view bytes = columns.bytes(at);
    types_[at] = array_type_of(columns.kind(at));
    formats_[at] = binary_format;
    signature_ = mixed(signature_, types_[at]);
    values_[at] = bytes.data();
    lengths_[at] = static_cast<int>(bytes.size());
  }
}

void Encoder::make_room(std::size_t count) {
  if (count > 65'535) {
    throw Error{ErrorKind::bad_value, "PostgreSQL takes at most 65,535 parameters"};
  }
  if (values_.size() < count) [[unlikely]] {
    grow(count);
  }
  size_ = count;
  if (!long_.empty()) long_.clear();
}

void Encoder::grow(std::size_t count) {
  values_.resize(count);
  lengths_.resize(count);
  types_.resize(count);
  formats_.resize(count, binary_format);
  fixed_.resize(count);
}

void Encoder::set_long(std::size_t at, std::string bytes) {
  check_size(at, bytes.size());
  if (long_.capacity() < size_) long_.reserve(size_);
  long_.push_back(std::move(bytes));
  values_[at] = long_.back().data();
  lengths_[at] = static_cast<int>(long_.back().size());
}

void Encoder::encode_other(std::size_t at, const Param& param) {
  try {
    encode_one(at, param);
  } catch (Error& error) {
    error.set_parameter(static_cast<int>(at) + 1);
    throw;
  }
}

void Encoder::encode_one(std::size_t at, const Param& param) {
  if (param.is_array() && param.kind() == ValueKind::untyped_text) {
    // In binary form an array says the type of its elements, which nobody knows here.
    formats_[at] = text_format;
    return set_long(at, list_text(at, param));
  }
  if (param.is_array()) return set_long(at, array_value(at, param));
  char* const fixed = fixed_[at].data();
  if (const std::size_t size = store_short(fixed, at, param); size > 0) {
    values_[at] = fixed;
    lengths_[at] = static_cast<int>(size);
    return;
  }
  switch (param.kind()) {
    case ValueKind::untyped_text:
      // The binary form of a type that nobody knows here is not its text. libpq looks for the zero
      // byte behind a text.
      check_text(at, param.text());
      formats_[at] = text_format;
      return set_long(at, std::string{param.text()});
    case ValueKind::bytes:
    case ValueKind::uuid:
      check_size(at, param.size());
      values_[at] = bytes_of(param);
      lengths_[at] = static_cast<int>(param.size());
      return;
    default:
      return set_long(at, composed_value(param));
  }
}

}  // namespace tenon::postgresql
