#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Texts with collations of their own.
struct [[tenon::table("singers"), tenon::index(name, code)]] Singer {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::collate("C"), tenon::unique, tenon::length(40)]] std::string code;
  [[tenon::collate("und-x-icu", sqlite("nocase"))]] std::string name;
  /// One of each, whatever the case; on PostgreSQL as it is written.
  [[tenon::collate(sqlite("nocase")), tenon::unique]] std::optional<std::string> handle;
  [[tenon::collate(postgresql("\"pg_catalog\".\"POSIX\""), sqlite("rtrim"))]] std::string label = "none";
  [[tenon::computed("lower(name)"), tenon::collate("C")]] std::string folded;
};

}  // namespace forms
