// only DTOs have JSON: what is internal cannot leak
#include "user_json.hpp"

std::string make(const blog::User& user) {
#ifdef BAD
  return to_json(user);  // here: what clients see has JSON
#else
  return to_json(to_read(user));
#endif
}
