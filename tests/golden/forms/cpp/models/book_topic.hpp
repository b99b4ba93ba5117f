#pragma once

#include <cstdint>

#include <tenon/model.hpp>

namespace forms {

/// Links books with topics, and both ends may be walked by themselves.
struct [[tenon::table("book_topics"), tenon::primary_key(book_id, topic_id)]] BookTopic {
  [[tenon::references(Book::id, on_delete(cascade), inverse("topic_links"))]] std::int64_t book_id{};
  [[tenon::references(Topic::id, on_delete(cascade), relation("topic"))]] std::int32_t topic_id{};
};

}  // namespace forms
