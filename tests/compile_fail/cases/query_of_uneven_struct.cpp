// session.query<…> of a struct with a member that no column is
#include <map>
#include <string>

#include <tenon/session.hpp>

struct Report {
  std::string country;
  std::map<int, std::string> cells;
};

struct Cells {
  std::map<int, std::string> cells;
};
void read_row(const tenon::Row& row, Cells& out);

void read(tenon::Session& session) {
#ifdef BAD
  session.query_one<Report>("select country, cells from reports");  // here: no row is read as this type
#else
  session.query_one<Cells>("select cells from reports");
#endif
}
