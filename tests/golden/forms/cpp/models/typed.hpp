#pragma once

#include <optional>
#include <string>

#include <tenon/model.hpp>

namespace forms {

/// Columns whose type on PostgreSQL the model names.
struct [[tenon::table("typed"), tenon::index(address, code), tenon::index(small)]] Typed {
  [[tenon::primary_key, tenon::type("integer")]] std::int64_t id{};
  [[tenon::type("char(5)"), tenon::unique]] std::string code;
  [[tenon::type("inet"), tenon::unique]] std::string address;
  [[tenon::type("varchar(40)", sqlite("any")), tenon::collate("C")]] std::string name = "none";
  [[tenon::type(postgresql("xml")), tenon::length(200)]] std::optional<std::string> page;
  [[tenon::type("smallint")]] std::int32_t small = 7;
  [[tenon::type("numeric(6, 2)")]] tenon::Decimal price;
  [[tenon::type("timestamp(0) with time zone")]] tenon::Timestamp at;
  [[tenon::type("double precision")]] std::optional<double> real;
  /// Words to search by.
  [[tenon::internal, tenon::computed("to_tsvector('simple', name)", sqlite("lower(name)")),
    tenon::type("tsvector")]]
  std::string words;
};

}  // namespace forms
