// session.query<…> of a struct in a struct, whose members the language would count as its own
#include <string>

#include <tenon/session.hpp>

struct Money {
  std::int64_t cents{};
  std::string currency;
};
struct Sale {
  std::string country;
  Money total;
};
struct FlatSale {
  std::string country;
  std::int64_t cents{};
  std::optional<std::string> currency;
  std::vector<std::string> tags;
  tenon::Bytes photo;
  tenon::Decimal rate;
  tenon::Timestamp at;
};

void read(tenon::Session& session) {
#ifdef BAD
  session.query<Sale>("select country, cents, currency from sales");  // here: no row is read as this type: of a struct all members are columns, none a
#else
  session.query<FlatSale>("select country, cents, currency, tags, photo, rate, at from sales");
#endif
}
