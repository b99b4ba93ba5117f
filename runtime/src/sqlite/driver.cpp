// The SQLite driver, as the engine finds it.
#include "../driver.hpp"

#include <tenon/error.hpp>

#include "connection.hpp"

namespace tenon::sqlite {

namespace {

class SqliteDriver final : public detail::Driver {
 public:
  Dialect dialect() const override { return Dialect::sqlite; }

  std::unique_ptr<detail::DriverConnection> connect(const Url& url,
                                                    const EngineOptions& options) const override {
    return std::make_unique<SqliteConnection>(url.path, options);
  }

  bool shares_data(const Url& url) const override { return !url.path.empty(); }
};

}  // namespace
}  // namespace tenon::sqlite

extern "C" const tenon::detail::Driver* tenon_sqlite_driver() {
  static const tenon::sqlite::SqliteDriver driver;
  return &driver;
}
