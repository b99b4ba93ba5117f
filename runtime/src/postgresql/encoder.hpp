// Parameters on their way to the server, in libpq's arrays. Kept by the connection, so that a
// statement allocates nothing once the arrays have grown.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <tenon/param.hpp>

#include "array_columns.hpp"
#include "result.hpp"

namespace tenon::postgresql {

class Encoder {
 public:
  /// Views of `params`, valid as long as their values are. Throws Error bad_value for what the
  /// server would refuse or change: text that is not UTF-8, times out of range, a decimal too long.
  void encode(Params params);
  /// One array a column, valid as long as `columns` is.
  void encode(const ArrayColumns& columns);

  int size() const { return static_cast<int>(size_); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  const Oid* types() const { return types_.data(); }
  /// Mixes the types: a statement that was prepared for some is not the one for others.
  std::uint64_t signature() const { return signature_; }

 private:
  void make_room(std::size_t count);
  void grow(std::size_t count);
  /// encode_one, whose Error gets the number of the parameter.
  void encode_other(std::size_t at, const Param& param);
  void encode_one(std::size_t at, const Param& param);
  void set_long(std::size_t at, std::string bytes);

  std::size_t size_ = 0;             // of the arrays' elements, those of the last call
  std::vector<const char*> values_;  // with room for the longest call so far, as the others
  std::vector<int> lengths_;
  std::vector<int> formats_;  // binary, but for arrays without a type
  std::vector<Oid> types_;
  std::vector<std::array<char, 8>> fixed_;
  std::vector<std::string> long_;  // never grows while views into it exist
  std::uint64_t signature_ = 0;
};

}  // namespace tenon::postgresql
