// The SQLite driver, as the engine finds it.
#include "../driver.hpp"

#include <tenon/error.hpp>

#include "connection.hpp"

namespace tenon::sqlite {

namespace {

[[noreturn]] void refuse(const char* fault) {
  throw Error{ErrorKind::environment, std::string{"database URL: SQLite "} + fault};
}

class SqliteDriver final : public detail::Driver {
 public:
  Dialect dialect() const override { return Dialect::sqlite; }

  // Each of these would silently be another database than the one that was meant.
  void check(const Url& url) const override {
    if (!url.host.empty() || !url.port.empty() || !url.user.empty() || !url.password.empty()) {
      refuse("has no host and no user: a file is sqlite:///blog.db, with three slashes");
    }
    if (!url.options.empty()) refuse("takes no options but echo: nothing else may follow a '?'");
    if (url.path == ":memory:") refuse("in memory is sqlite://, with nothing after it");
  }

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
