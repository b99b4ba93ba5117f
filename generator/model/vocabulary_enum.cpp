#include "model/vocabulary_words.hpp"

namespace tenon::model {
namespace {

using Kind = ArgumentKind;

}  // namespace

std::vector<Word> enum_words() {
  return {
      future("native", Place::enumeration, "native", "an enum type of PostgreSQL"),
      {"text",
       Place::enumerator,
       {one("text", Kind::text)},
       false,
       true,
       "enum",
       "in_stock [[tenon::text(\"in-stock\")]]",
       "\"enum\": [\"in-stock\"], \"x-tenon\": {\"names\": {\"in-stock\": \"in_stock\"}}",
       "what database and JSON hold for the value, when it is not its name"},
      {"was",
       Place::enumerator,
       {one("text", Kind::text)},
       false,
       true,
       "",
       "author [[tenon::was(\"writer\")]]",
       "\"was\": {\"author\": \"writer\"}",
       "the value's old text: the next revision gives the rows that hold it the new one"},
  };
}

}  // namespace tenon::model
