// A stream on SQLite, which finds each row when it is asked for.
#pragma once

#include <utility>

#include "../driver.hpp"

namespace tenon::sqlite {

class SqliteStream final : public detail::DriverStream {
 public:
  explicit SqliteStream(Rows rows) : rows_(std::move(rows)) {}

  const Row* next() override;

 private:
  Rows rows_;
};

}  // namespace tenon::sqlite
