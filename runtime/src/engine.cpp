#include <tenon/engine.hpp>

#include <tenon/connection.hpp>
#include <tenon/session.hpp>

#include "pool.hpp"

namespace tenon {

Engine::Engine(std::string_view url, EngineOptions options)
    : pool_(new detail::Pool{Url::parse(url), options}) {}

Engine::~Engine() {
  pool_->close();
  pool_->release();
}

Session Engine::session() { return Session{*pool_}; }

Connection Engine::connect() { return Connection{pool_->lend()}; }

Dialect Engine::dialect() const { return pool_->dialect(); }

std::string Engine::masked_url() const { return pool_->url().masked(); }

}  // namespace tenon
