#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace forms {

struct [[tenon::table("topics"), tenon::link("books", BookTopic)]] Topic {
  [[tenon::primary_key]] std::int32_t id{};
  [[tenon::unique]] std::string name;
};

}  // namespace forms
