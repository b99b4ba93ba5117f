#pragma once

#include <cstdint>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// In a schema, with a key of two fields.
struct [[tenon::table("names", "app"), tenon::primary_key(name, born),
         tenon::read_only("select name, born, count(*) as accounts from app.accounts group by name, born",
                          sqlite("select name, born, count(*) as accounts from \"app.accounts\" group by name, born"))]]
ViewNames {
  std::string name;
  tenon::Date born;
  std::int64_t accounts{};
};

}  // namespace forms
