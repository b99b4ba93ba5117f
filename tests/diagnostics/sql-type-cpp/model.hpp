#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

enum class Role { reader, author };

struct [[tenon::table("people")]] Person {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::type("text")]] Role role{};
  [[tenon::type("text[]")]] std::vector<std::string> tags;
  [[tenon::type]] std::string bare;
  [[tenon::type("citext", postgresql("text"))]] std::string twice;
  [[tenon::type("")]] std::string empty;
  [[tenon::type("int not null")]] std::int32_t constrained{};
  [[tenon::type("int default 3")]] std::int32_t defaulted{};
  [[tenon::type("text; drop table people")]] std::string spliced;
  [[tenon::type("text -- all")]] std::string commented;
  [[tenon::type("text /* all */")]] std::string remarked;
  [[tenon::type("varchar(40")]] std::string unclosed;
  [[tenon::type("varchar 40)")]] std::string unopened;
  [[tenon::type("varchar()")]] std::string unsaid;
  [[tenon::type("varchar('a')")]] std::string quoted;
  [[tenon::type("\"Mood")]] std::string half;
  [[tenon::type("app.")]] std::string nothing;
  [[tenon::type("a.b.c")]] std::string deep;
  [[tenon::type("text[]")]] std::string array;
  [[tenon::type("double")]] double wide{};
  [[tenon::type("national text")]] std::string national;
  [[tenon::type("interval day to")]] tenon::Interval spans;
  [[tenon::type("timestamp with zone")]] tenon::Timestamp at;
  [[tenon::type("bigserial")]] std::int64_t number{};
  [[tenon::type("serial8")]] std::int64_t other{};
  [[tenon::type("money")]] tenon::Decimal price;
  [[tenon::type("bigint")]] std::int32_t small{};
  [[tenon::type("timestamp")]] tenon::Timestamp zoned;
  [[tenon::type("boolean")]] std::int16_t flag{};
  [[tenon::type("numeric(2, 3)")]] tenon::Decimal digits;
  [[tenon::type("numeric(10, -2)")]] tenon::Decimal thousands;
  [[tenon::type("numeric"), tenon::precision(10, 2)]] tenon::Decimal both;
  [[tenon::type("citext", sqlite("varchar"))]] std::string stored;
  [[tenon::type(sqlite("text"))]] tenon::Timestamp counted;
};

struct [[tenon::table("names")]] Name {
  [[tenon::primary_key, tenon::type("citext")]] std::string name;
};

struct [[tenon::table("uses")]] Use {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Name::name)]] std::string name;
};
