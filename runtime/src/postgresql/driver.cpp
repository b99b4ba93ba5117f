// The PostgreSQL driver, as the engine finds it.
#include "../driver.hpp"

#include "connection.hpp"

namespace tenon::postgresql {

namespace {

class PostgresqlDriver final : public detail::Driver {
 public:
  Dialect dialect() const override { return Dialect::postgresql; }

  std::unique_ptr<detail::DriverConnection> connect(const Url& url,
                                                    const EngineOptions& options) const override {
    return std::make_unique<PostgresqlConnection>(url, options);
  }

  bool shares_data(const Url&) const override { return true; }
};

}  // namespace
}  // namespace tenon::postgresql

extern "C" const tenon::detail::Driver* tenon_postgresql_driver() {
  static const tenon::postgresql::PostgresqlDriver driver;
  return &driver;
}
