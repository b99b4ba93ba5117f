#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tenon/model.hpp>

struct [[tenon::table("authors"), tenon::shape(Loaded, *, books(order(tags))),
         tenon::shape(LoadedToo, *, books(order(-span)))]] Author {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("books")]] Book {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Author::id, relation("author"), inverse("books"))]] std::int64_t author_id;
  std::vector<std::string> tags;
  tenon::Interval span;
};
