// session.query<…> of a tuple with a struct in it
#include <string>
#include <tuple>

#include <tenon/session.hpp>

struct Money {
  std::int64_t cents{};
  std::string currency;
};

void read(tenon::Session& session) {
#ifdef BAD
  session.query<std::tuple<int, Money>>("select id, cents from sales");  // here: no row is read as this type
#else
  session.query<std::tuple<int, std::int64_t>>("select id, cents from sales");
#endif
}
