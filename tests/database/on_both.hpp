// A fixture whose tests run once on SQLite and once on PostgreSQL, each on an empty database.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/session.hpp>

#include "support/test_database.hpp"

namespace tenon::test {

class OnBoth : public testing::TestWithParam<Dialect> {
 protected:
  bool is_postgresql() const { return GetParam() == Dialect::postgresql; }
  /// Runs the text of this database.
  void execute(const std::string& postgresql, const std::string& sqlite) {
    engine.connect().execute(is_postgresql() ? postgresql : sqlite);
  }
  void execute(const std::string& sql) { execute(sql, sql); }

  TestDatabase database{GetParam()};
  Engine engine{database.url()};
};

inline std::string name_of(const testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::postgresql ? "postgresql" : "sqlite";
}

#define TENON_ON_BOTH(fixture)                                                                  \
  INSTANTIATE_TEST_SUITE_P(, fixture,                                                           \
                           testing::Values(tenon::Dialect::sqlite, tenon::Dialect::postgresql), \
                           tenon::test::name_of)

/// What the call throws; a failure of the test when it throws nothing.
template <class Call>
Error error_of(Call&& call) {
  try {
    std::forward<Call>(call)();
  } catch (const Error& error) {
    return error;
  }
  throw std::runtime_error("nothing was thrown");
}

/// The first column of the first row.
inline std::int64_t number(Session& session, const Statement& statement, Params params = {}) {
  Rows rows = session.query(statement, params);
  if (!rows.next()) throw std::runtime_error("no row");
  return rows.row().get<std::int64_t>(0);
}

}  // namespace tenon::test
