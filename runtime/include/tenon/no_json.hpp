// Said in generated headers of an entity, beside the JSON of its DTOs.
#pragma once

namespace tenon {

/// Takes the place of a T that has no JSON: one error, at the line that asks for it.
template <class T>
struct NoJson {
  __attribute__((unavailable("only DTOs have JSON: to_json(to_read(…))"))) NoJson(const T&);
};

}  // namespace tenon
