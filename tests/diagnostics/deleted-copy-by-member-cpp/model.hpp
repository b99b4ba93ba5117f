#pragma once
#include <memory>
#include <tenon/model.hpp>

struct Handle {
  explicit Handle(int number);
};

namespace blog {

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::transient]] std::unique_ptr<int> owned;
};

struct [[tenon::table("groups")]] Group {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::transient]] Handle handle;
};

class [[tenon::table("roles")]] Role {
  [[tenon::transient]] const Handle handle{5};

 public:
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("fine")]] Fine {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::transient]] Handle handle{5};
  [[tenon::transient]] std::shared_ptr<int> shared;
};

}  // namespace blog
