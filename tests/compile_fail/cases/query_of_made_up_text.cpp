// a text that was made at run time is no Statement, in which values would be glued
#include <string>

#include <tenon/session.hpp>

void read(tenon::Session& session, const std::string& name) {
#ifdef BAD
  session.execute("delete from users where name = '" + name + "'");  // here: a Statement is a literal
#else
  session.execute("delete from users where name = $1", name);
  session.execute(tenon::DynamicStatement{"analyze " + name});
#endif
}
