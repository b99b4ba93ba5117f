// Tenon's contender: what a user of the generated repository writes.
#include "contender.hpp"

#include <tenon/engine.hpp>
#include <tenon/session.hpp>

#include "user_repository.hpp"

namespace tenon::bench {

namespace {

class Face final : public Contender {
 public:
  explicit Face(const std::string& url)
      : engine_(url), session_(engine_.session()), users_(session_) {}

  void begin() override { users_.find(0); }
  void rollback() override { session_.rollback(); }

  std::optional<blog::User> find(std::int64_t id) override { return users_.find(id); }
  std::vector<blog::User> list(std::int64_t limit) override {
    return users_.list({.limit = limit}).items;
  }
  blog::User create(const blog::UserCreate& values) override { return users_.create(values); }
  std::vector<blog::User> create_many(const std::vector<blog::UserCreate>& values) override {
    return users_.create_many(values);
  }
  std::int64_t bulk_load(const std::vector<blog::UserCreate>& values) override {
    return users_.bulk_load(values);
  }

 private:
  Engine engine_;
  Session session_;
  blog::UserRepository users_;
};

}  // namespace

std::unique_ptr<Contender> make_face(const std::string& url) { return std::make_unique<Face>(url); }

}  // namespace tenon::bench
