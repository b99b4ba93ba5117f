// an argument that is no parameter of a statement
#include <string>

#include <tenon/session.hpp>

#include "user.hpp"

void read(tenon::Session& session, const blog::User& user) {
#ifdef BAD
  session.query<std::string>("select name from users where id = $1", user);  // here: no parameter has
#else
  session.query<std::string>("select name from users where id = $1", user.id);
#endif
}
