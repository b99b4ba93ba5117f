// The keys of many rows as arrays, each key once.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "value_list.hpp"

namespace tenon::detail {

struct KeyLists {
  std::vector<ValueList> columns;            // one a column
  std::map<std::string, std::size_t> known;  // the number of a key, by its bytes
};

}  // namespace tenon::detail
