// only DTOs have JSON: what is internal cannot leak
#include "user_json.hpp"

std::string make(const blog::User& user) {
#ifdef BAD
  return to_json(user);  // here 17: .
#else
  return to_json(to_read(user));
#endif
}
