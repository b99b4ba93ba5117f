// A batch on SQLite: there is no round trip to save, so each run happens at once and its row is
// kept.
#pragma once

#include <sqlite3.h>

#include <vector>

#include "connection.hpp"

namespace tenon::sqlite {

class SqliteBatch final : public detail::DriverBatch {
 public:
  SqliteBatch(SqliteConnection& connection, const SqlText& sql);
  SqliteBatch(const SqliteBatch&) = delete;
  SqliteBatch& operator=(const SqliteBatch&) = delete;
  ~SqliteBatch() override;

  int add(Params params) override;
  bool next(const Row*& row) override;
  std::int64_t changed() const override { return changed_; }

 private:
  class KeptRow final : public SqliteRow {
   public:
    bool advance() override { return false; }
    void show(sqlite3_stmt* statement, sqlite3_value* const* values, int size) {
      statement_ = statement;
      values_ = values;
      size_ = size;
      forget();
    }
  };

  void keep_row(sqlite3_stmt* statement);

  SqliteConnection& connection_;
  SqlText sql_;
  CachedStatement* statement_ = nullptr;
  std::vector<sqlite3_value*> values_;  // of all kept rows, one after the other
  std::vector<bool> has_row_;           // per run
  int columns_ = 0;
  std::size_t next_run_ = 0;
  std::size_t next_value_ = 0;
  std::int64_t changed_ = 0;
  KeptRow row_;
};

}  // namespace tenon::sqlite
