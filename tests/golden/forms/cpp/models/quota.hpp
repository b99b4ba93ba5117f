#pragma once

#include <string>

#include <tenon/model.hpp>

namespace forms {

/// What is left of something; its changes are counted in a small number, of which JSON knows nothing.
struct [[tenon::table("quotas"), tenon::primary_key(owner, resource, name("quotas_key"))]] Quota {
  std::string owner;
  std::string resource;
  std::int64_t available{};
  [[tenon::version, tenon::internal, tenon::column("row version")]] std::int32_t changes{};
};

}  // namespace forms
