// many entities are as little JSON as one
#include "user_json.hpp"

std::string make(const std::vector<blog::User>& users) {
#ifdef BAD
  return to_json(users);  // here: what clients see has JSON
#else
  return to_json(std::vector<blog::UserRead>(users.size()));
#endif
}
