// what comes in is read from JSON and not written
#include "user_json.hpp"

std::string make(const blog::UserCreate& in, const blog::User& user) {
#ifdef BAD
  static_cast<void>(user);
  return to_json(in);  // here: what clients see has JSON
#else
  static_cast<void>(in);
  return to_json(to_read(user));
#endif
}
