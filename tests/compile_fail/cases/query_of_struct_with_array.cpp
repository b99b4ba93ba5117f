// session.query<…> of a struct with an array, whose elements the language would count as members
#include <string>

#include <tenon/session.hpp>

struct Week {
  std::string country;
  std::int64_t sales[7];
};
struct Weeks {
  std::string country;
  std::vector<std::int64_t> sales;
};

void read(tenon::Session& session) {
#ifdef BAD
  session.query<Week>("select country, sales from weeks");  // here: no row is read as this type
#else
  session.query<Weeks>("select country, sales from weeks");
#endif
}
