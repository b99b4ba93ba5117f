// Said in generated headers of an entity, beside the JSON of what clients see.
#pragma once

#include <type_traits>
#include <vector>

namespace tenon {

/// Takes the place of what has no JSON, and of vectors of it: one error, at the line that asks.
template <class... T>
struct NoJson {
  template <class V>
  requires((std::is_same_v<V, T> || std::is_same_v<V, std::vector<T>>) || ...)
      __attribute__((unavailable("what clients see has JSON: to_json(to_read(…))")))
      NoJson(const V&);
};

}  // namespace tenon
