// session.query<…> of a type that no row is read as
#include <map>
#include <string>

#include <tenon/session.hpp>

struct Report {
  std::map<int, std::string> cells;
};
struct Sales {
  std::string country;
  std::int64_t total{};
};

void read(tenon::Session& session) {
#ifdef BAD
  session.query<Report>("select 1");  // here: no row is read as this type
#else
  session.query<Sales>("select country, total from sales where total > $1", std::int64_t{3});
  session.query<std::pair<std::string, std::int64_t>>("select country, total from sales");
#endif
}
