#include <tenon/connection.hpp>

#include <utility>

#include "driver.hpp"
#include "pool.hpp"

namespace tenon {

Connection::Connection(Connection&& other) noexcept
    : lease_(std::exchange(other.lease_, nullptr)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(lease_, other.lease_);
  return *this;
}

Connection::~Connection() {
  if (lease_ != nullptr) lease_->pool->take_back(lease_);
}

detail::DriverConnection& Connection::driver() const { return *lease_->connection; }

Dialect Connection::dialect() const { return driver().dialect(); }

std::int64_t Connection::execute(std::string_view sql) {
  lease_->was_raw = true;
  return driver().run(sql);
}

Rows Connection::query(std::string_view sql, Params params) {
  lease_->was_raw = true;
  return driver().run_query(sql, params);
}

void Connection::begin(TransactionMode mode) { driver().begin(mode); }

void Connection::commit() { driver().commit(); }

void Connection::rollback() { driver().rollback(); }

bool Connection::in_transaction() const { return driver().in_transaction(); }

std::string Connection::database() const { return driver().database(); }

int Connection::server_version() const { return driver().server_version(); }

bool Connection::has_session() { return driver().has_session(); }

}  // namespace tenon
